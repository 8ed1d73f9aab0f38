import { Injectable } from '@nestjs/common';
import type { PlacedMark } from '#contracts/chat/citation-marks.js';
import type { Citation, Passage as OpenedPassage } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { TextVectors, type NamedModel } from './meaning/text-vectors.js';
import { AnswerService, type QuotedAnswer } from './search/answer.service.js';
import { citationsFor } from './search/citations.rules.js';
import type { Passage } from './search/passage.js';
import { RetrievalService, type PassageRequest } from './search/retrieval.service.js';

export type { Passage } from './search/passage.js';
export type { PassageRequest } from './search/retrieval.service.js';
export type { QuotedAnswer } from './search/answer.service.js';

/** What other rooms may say to the knowledge base. */
@Injectable()
export class RagFacade {
  constructor(
    private readonly retrieval: RetrievalService,
    private readonly answers: AnswerService,
    private readonly texts: TextVectors,
  ) {}

  /** Passages that may answer a question, best first, from what the actor may read at this moment. Empty when nothing matches. */
  passagesFor(actor: Actor, request: PassageRequest): Promise<Passage[]> {
    return this.retrieval.passagesFor(actor, request);
  }

  /** Which of these passages may go to a provider outside, as their collections are marked now; one that is gone may not. */
  mayLeave(chunkIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.retrieval.mayLeave(chunkIds);
  }

  /** An answer made of quotes, for when no model is there. `passages` come from `passagesFor` with this question. */
  extractiveAnswer(question: string, passages: readonly Passage[]): QuotedAnswer {
    return this.answers.answer(question, passages);
  }

  /** One checked citation for each passage that the marks of an answer name; `cited[0]` is the passage that `[1]` points to. */
  verifyQuotes(answer: string, cited: readonly Passage[], marks: readonly PlacedMark[]): Citation[] {
    return citationsFor(answer, cited, marks);
  }

  /** A passage in its place in the document. Asks again whether the actor may read it. Throws `passage-not-found` (404). */
  passage(actor: Actor, chunkId: string): Promise<OpenedPassage> {
    return this.retrieval.passage(actor, chunkId);
  }

  /** The embedding model, under the name that other programs know it by; null where search by meaning is off. */
  embeddingModel(): NamedModel | null {
    return this.texts.model();
  }

  /** One vector of length 1 for each text, of the whole text however long. Null where the model cannot run or refuses a text. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[] | null> {
    return this.texts.embed(texts);
  }
}
