import type { GenerationEvent } from '#contracts/chat/chat.js';
import type { Provenance } from '#contracts/rag.js';
import { notFound, type Problem } from '#platform/http/problem.js';
import type { MessageRecord } from '../../message/message-record.js';
import { AnswerText } from './answer-text.js';

export type Phase = Extract<GenerationEvent, { event: 'status' }>['data']['phase'];

/** By whom an answer is written, and from how much. */
export interface WritingFacts {
  readonly model: string;
  readonly passages: number;
}

/** How an answer ended, as its readers are notified. */
export interface AnswerEnding {
  /** Null when the conversation was deleted meanwhile. */
  readonly message: MessageRecord | null;
  readonly problem: Problem | null;
  readonly usage: { readonly promptTokens: number | null; readonly answerTokens: number | null; readonly durationMs: number };
}

/** An answer that is read while it is written, on this instance or another. */
export interface FollowedAnswer {
  readonly text: Pick<AnswerText, 'length' | 'since'>;
  readonly phase: Phase | null;
  /** When that began, by the monotonic clock. */
  readonly phaseSince: number;
  readonly facts: WritingFacts | null;
  /** Place in the queue, 1 for the next; null when it does not wait. */
  readonly position: number | null;
  readonly ending: AnswerEnding | null;
  /** Calls back after every change, until the function that it answers is called. */
  onChange(listener: () => void): () => void;
}

export const deletedMeanwhile: AnswerEnding = {
  message: null,
  problem: notFound(),
  usage: { promptTokens: null, answerTokens: null, durationMs: 0 },
};

/** Why an answer is given up before the model is done. */
export type AbortReason = 'stopped' | 'shutdown' | 'taken-away';

export interface AnswerIdentity {
  readonly generationId: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly ownerId: string;
}

/** A running answer of this instance: memory is ahead of the database by at most one flush. */
export class LiveAnswer implements FollowedAnswer {
  readonly text: AnswerText;
  phase: Phase | null = null;
  phaseSince = performance.now();
  facts: WritingFacts | null = null;
  position: number | null = null;
  ending: AnswerEnding | null = null;
  /** Whether its end is on the way to the database: from then on only that is written. */
  isClosed = false;
  /** Whether its conversation was deleted: then no one may read it any more, however it ended. */
  isForgotten = false;
  /** Where the text comes from, once that is known: written with the next flush, so that a continuation can go on with the same sources. */
  provenance: Provenance | null = null;
  /** The same, kept: an answer that ends by an internal error still names its model. */
  writtenFrom: Provenance | null = null;
  /** Length as of the last write to the database. */
  flushedLength: number;
  /** By the monotonic clock: when it was asked for, and when its first new text came. */
  readonly begunAt = performance.now();
  firstTextAt: number | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly aborting = new AbortController();

  constructor(
    readonly identity: AnswerIdentity,
    begun = '',
  ) {
    this.text = new AnswerText(begun);
    this.flushedLength = begun.length;
  }

  get signal(): AbortSignal {
    return this.aborting.signal;
  }

  get abortReason(): AbortReason | null {
    return this.signal.aborted ? (this.signal.reason as AbortReason) : null;
  }

  append(text: string): void {
    const before = this.text.length;
    this.text.append(text);
    if (this.text.length === before) return;
    this.firstTextAt ??= performance.now();
    this.changed();
  }

  enter(phase: Phase, facts: WritingFacts | null = this.facts): void {
    this.phase = phase;
    this.phaseSince = performance.now();
    this.facts = facts;
    this.position = null;
    this.changed();
  }

  waitAt(position: number): void {
    if (this.position === position) return;
    this.position = position;
    this.changed();
  }

  abort(reason: AbortReason): void {
    this.aborting.abort(reason);
  }

  /** Its conversation is deleted: it is given up, even if its reader had stopped it already. */
  forget(): void {
    this.isForgotten = true;
    this.abort('taken-away');
  }

  end(ending: AnswerEnding): void {
    this.ending = ending;
    this.changed();
    this.listeners.clear();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
