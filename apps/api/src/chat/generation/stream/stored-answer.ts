import type { Keyring } from '#platform/keyring/keyring.js';
import { failureOf } from '../../chat.errors.js';
import type { MessageRecord } from '../../message/message-record.js';
import type { MessageRepository } from '../../message/message.repository.js';
import type { GenerationNotices } from '../../events/generation-notices.js';
import type { GenerationRecord, GenerationRepository } from '../generation.repository.js';
import { deletedMeanwhile, type AnswerEnding, type FollowedAnswer, type Phase } from './live-answer.js';

/** Milliseconds after which the row is read even if no notice came. */
const patience = 2_000;

export interface StoredAnswerRooms {
  readonly generations: GenerationRepository;
  readonly messages: MessageRepository;
  readonly keyring: Keyring;
  readonly notices: GenerationNotices;
}

/**
 * An answer that another instance writes, or that is long finished: read from its sealed row, again whenever a notice says that it has
 * grown. What a reader gets here is never ahead of the database.
 */
export class StoredAnswer implements FollowedAnswer {
  private content = '';
  phase: Phase | null = null;
  readonly phaseSince = performance.now();
  readonly facts = null;
  readonly position = null;
  ending: AnswerEnding | null = null;
  private readonly listeners = new Set<() => void>();
  private stopHearing: (() => void) | null = null;
  private timer: NodeJS.Timeout | null = null;
  private reading: Promise<void> | null = null;
  private isStale = false;

  private constructor(
    private readonly rooms: StoredAnswerRooms,
    private readonly ownerId: string,
    private readonly generationId: string,
  ) {}

  /** Null when this person has no such generation. */
  static async open(rooms: StoredAnswerRooms, ownerId: string, generationId: string): Promise<StoredAnswer | null> {
    const answer = new StoredAnswer(rooms, ownerId, generationId);
    return (await answer.read()) ? answer : null;
  }

  get text(): { readonly length: number; since(cursor: number): string } {
    const { content } = this;
    return { length: content.length, since: (cursor) => content.slice(cursor) };
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    if (!this.ending) this.stopHearing ??= this.rooms.notices.subscribe(this.generationId, () => this.readSoon());
    if (!this.ending) this.timer ??= setInterval(() => this.readSoon(), patience).unref();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.rest();
    };
  }

  private rest(): void {
    this.stopHearing?.();
    this.stopHearing = null;
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** One read at a time; what is announced meanwhile asks for one more. */
  private readSoon(): void {
    this.isStale = true;
    this.reading ??= this.readUntilFresh().finally(() => (this.reading = null));
  }

  private async readUntilFresh(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      await this.read().catch(() => undefined); // the timer tries again
      for (const listener of this.listeners) listener();
    }
    if (this.ending) this.rest();
  }

  private async read(): Promise<boolean> {
    const { generations, messages, keyring } = this.rooms;
    const generation = await generations.find(this.ownerId, this.generationId);
    if (!generation) {
      this.ending = deletedMeanwhile;
      return false;
    }
    const message = await messages.find(await keyring.readerForSubject(this.ownerId), this.ownerId, generation.messageId);
    if (!message) return false;
    if (message.content.length >= this.content.length) this.content = message.content;
    this.phase = message.status === 'generating' && message.content !== '' ? 'writing' : null;
    if (generation.isFinished) this.ending = endingOf(generation, message);
    return true;
  }
}

function endingOf(generation: GenerationRecord, message: MessageRecord): AnswerEnding {
  const { promptTokens, answerTokens, createdAt, finishedAt } = generation;
  return {
    message,
    problem: message.errorCode === null ? null : failureOf(message.errorCode),
    usage: { promptTokens, answerTokens, durationMs: (finishedAt ?? createdAt).getTime() - createdAt.getTime() },
  };
}
