import type { EvaluatedQuestion, Evaluation, GoldenQuestion } from '#contracts/rag.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import { readerLocale } from '../../../../locale/language.js';

export type FigureName = 'recall' | 'mrr' | 'citationPrecision' | 'refusalRate' | 'wrongRefusalRate';

export interface FigureWords {
  readonly name: FigureName;
  readonly title: string;
  readonly help: string;
}

export const figures: readonly FigureWords[] = [
  {
    name: 'recall',
    title: $localize`Found`,
    help: $localize`Answerable questions with a right passage among the first ten (recall).`,
  },
  {
    name: 'mrr',
    title: $localize`Found early`,
    help: $localize`One over the rank of the first right passage, on average (MRR).`,
  },
  {
    name: 'citationPrecision',
    title: $localize`Cited rightly`,
    help: $localize`Citations that are of a right passage (citation precision).`,
  },
  {
    name: 'refusalRate',
    title: $localize`Refused rightly`,
    help: $localize`Questions that nothing answers, and were refused (refusal rate).`,
  },
  {
    name: 'wrongRefusalRate',
    title: $localize`Refused wrongly`,
    help: $localize`Answerable questions that were refused. Less is better.`,
  },
];

/** "92 %"; a dash where no question asks for it. */
export function shareWords(share: number | null): string {
  return share === null ? '–' : share.toLocaleString(readerLocale(), { style: 'percent', maximumFractionDigits: 0 });
}

/** "+3 points since the evaluation before"; empty where there is nothing to compare. */
export function changeWords(now: number | null, before: number | null | undefined): string {
  if (now === null || before === null || before === undefined) return '';
  const points = Math.round(now * 100) - Math.round(before * 100);
  if (points === 0) return $localize`As before`;
  return `${points > 0 ? '+' : '−'}${String(Math.abs(points))} ${Math.abs(points) === 1 ? $localize`point` : $localize`points`}`;
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** Where the shares of one figure are in a drawing of this size, oldest first; evaluations without the figure leave a gap. */
export function chartPoints(shares: readonly (number | null)[], width: number, height: number): (ChartPoint | null)[] {
  const step = shares.length > 1 ? width / (shares.length - 1) : 0;
  return shares.map((share, at) =>
    share === null ? null : { x: shares.length > 1 ? at * step : width / 2, y: height * (1 - share) },
  );
}

/** The line through neighbouring points, as a path; a gap begins a new one. */
export function chartPath(points: readonly (ChartPoint | null)[]): string {
  return points
    .map((point, at) => (point === null ? '' : `${points[at - 1] ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`))
    .join('');
}

/** What came of a question in the last evaluation; null where it was not asked yet. */
export function resultMark(
  question: Pick<GoldenQuestion, 'id' | 'documents' | 'quote'>,
  last: Pick<Evaluation, 'detail'> | undefined,
): { readonly kind: MarkKind; readonly words: string } | null {
  const result = last?.detail.find(({ questionId }) => questionId === question.id);
  if (result === undefined) return null;
  return isAnswerable(question) ? answered(result) : unanswered(result);
}

export function isAnswerable({ documents, quote }: Pick<GoldenQuestion, 'documents' | 'quote'>): boolean {
  return documents.length > 0 || quote !== null;
}

function answered({ rank, isRefused }: EvaluatedQuestion): { kind: MarkKind; words: string } {
  if (isRefused) return { kind: 'bad', words: rank === null ? $localize`Not found` : $localize`Wrongly refused` };
  if (rank === null) return { kind: 'bad', words: $localize`Not found` };
  return { kind: rank <= 3 ? 'good' : 'warn', words: $localize`Found at ${String(rank)}` };
}

function unanswered({ isRefused }: EvaluatedQuestion): { kind: MarkKind; words: string } {
  return isRefused ? { kind: 'good', words: $localize`Refused` } : { kind: 'bad', words: $localize`Answered all the same` };
}
