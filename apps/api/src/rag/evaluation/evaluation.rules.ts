import type { EvaluatedQuestion } from '#contracts/rag.js';

/** What answers a golden question. */
export interface RightAnswer {
  readonly documents: readonly string[];
  readonly quote: string | null;
}

/** A passage as it was found. */
export interface FoundPassage {
  readonly chunkId: string;
  readonly documentId: string;
  readonly text: string;
}

export interface Figures {
  readonly recall: number | null;
  readonly mrr: number | null;
  readonly citationPrecision: number | null;
  readonly refusalRate: number | null;
  readonly wrongRefusalRate: number | null;
}

/** How many passages count as found. */
export const lookedAt = 10;

export function isAnswerable({ documents, quote }: RightAnswer): boolean {
  return documents.length > 0 || quote !== null;
}

/** Whether a passage answers: it is of a right document, and where words are given, it holds them. */
export function isRight({ documents, quote }: RightAnswer, { documentId, text }: FoundPassage): boolean {
  if (documents.length > 0 && !documents.includes(documentId)) return false;
  return quote === null ? documents.length > 0 : plain(text).includes(plain(quote));
}

/** From what was found and cited for a question. */
export function evaluated(
  questionId: string,
  right: RightAnswer,
  found: readonly FoundPassage[],
  answer: { readonly cited: readonly string[]; readonly isRefused: boolean },
): EvaluatedQuestion {
  const at = found.slice(0, lookedAt).findIndex((passage) => isRight(right, passage));
  const rightIds = new Set(found.filter((passage) => isRight(right, passage)).map(({ chunkId }) => chunkId));
  return {
    questionId,
    rank: at === -1 ? null : at + 1,
    cited: answer.cited.length,
    citedRight: answer.cited.filter((chunkId) => rightIds.has(chunkId)).length,
    isRefused: answer.isRefused,
  };
}

/** @param answerable ids of the questions that something answers */
export function figuresOf(all: readonly EvaluatedQuestion[], answerable: ReadonlySet<string>): Figures {
  const asked = all.filter(({ questionId }) => answerable.has(questionId));
  const others = all.filter(({ questionId }) => !answerable.has(questionId));
  const cited = sum(asked.map((one) => one.cited));
  return {
    recall: mean(asked.map(({ rank }) => (rank === null ? 0 : 1))),
    mrr: mean(asked.map(({ rank }) => (rank === null ? 0 : 1 / rank))),
    citationPrecision: cited === 0 ? null : sum(asked.map(({ citedRight }) => citedRight)) / cited,
    refusalRate: mean(others.map(({ isRefused }) => (isRefused ? 1 : 0))),
    wrongRefusalRate: mean(asked.map(({ isRefused }) => (isRefused ? 1 : 0))),
  };
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
