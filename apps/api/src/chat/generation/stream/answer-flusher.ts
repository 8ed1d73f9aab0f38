import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '#platform/clock.js';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { GenerationLeaseRepository, leaseSeconds, type Progress } from '../recovery/generation-lease.repository.js';
import { MessageRow } from '../../message/message.entity.js';
import type { LiveAnswer } from './live-answer.js';
import { LiveAnswers } from './live-answers.js';

/** Milliseconds between writes: at most this much of an answer is lost with its process (and the time of one write). */
const interval = 200;

/** Milliseconds for which an answer that cannot be sealed is not logged again. */
const quietFor = 60_000;

/**
 * Writes every answer that has grown to the database, sealed, all in one statement, and renews the leases of those that wait.
 * The statement also returns which answers this instance must give up.
 */
@Injectable()
export class AnswerFlusher implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  private renewedAt = 0;
  private isDown = false;
  private readonly quietUntil = new LRUCache<string, number>({ max: 1_000 });

  constructor(
    private readonly answers: LiveAnswers,
    private readonly leases: GenerationLeaseRepository,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => void this.beat(), interval).unref();
  }

  onModuleDestroy(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private async beat(): Promise<void> {
    const startedAt = performance.now();
    try {
      await this.flush();
      this.isDown = false;
    } catch (error) {
      // Nothing is lost yet: the text is in memory, and the next beat writes it. If this lasts, the leases end and others take note.
      if (!this.isDown) this.log.warn('answers cannot be written', { error: errorName(error) });
      this.isDown = true;
    }
    if (this.timer)
      this.timer = setTimeout(() => void this.beat(), Math.max(20, interval - (performance.now() - startedAt))).unref();
  }

  /** One write. Public for the end of the process, and for tests that do not wait for the timer. */
  async flush(): Promise<void> {
    const open = this.answers.all();
    const grown = open.filter((answer) => !answer.isClosed && answer.text.length > answer.flushedLength);
    const renews = this.clock.now().getTime() - this.renewedAt > (leaseSeconds * 1000) / 4;
    const held = renews ? open : grown;
    if (held.length === 0) return;
    const written = (await Promise.all(grown.map((answer) => this.progressOrNull(answer)))).filter((each) => each !== null);
    const progress = written.map((each) => each.progress);
    const ids = held.map((answer) => answer.identity.generationId);
    const states = await this.transactions.run((tx) => this.leases.flush(tx, this.answers.instanceId, progress, ids));
    if (renews) this.renewedAt = this.clock.now().getTime();
    for (const { answer, progress: flushed } of written) {
      answer.flushedLength = flushed.length;
      if (flushed.provenance) answer.provenance = null;
    }
    for (const answer of held) this.applyState(answer, states.get(answer.identity.generationId));
  }

  /** Null for an answer that cannot be sealed: that is its own trouble, and the others are written all the same. */
  private async progressOrNull(answer: LiveAnswer): Promise<{ answer: LiveAnswer; progress: Progress } | null> {
    try {
      return { answer, progress: await this.progressOf(answer) };
    } catch (error) {
      // An erased person has no answer any more. Other failures may be temporary: the next tick retries.
      if (error instanceof Problem && error.code === 'key-destroyed') answer.abort('taken-away');
      else this.warnUnsealed(answer.identity.generationId, error);
      return null;
    }
  }

  /** Once a minute, not at every beat. */
  private warnUnsealed(generationId: string, error: unknown): void {
    const now = performance.now();
    if (now < (this.quietUntil.get(generationId) ?? 0)) return;
    this.quietUntil.set(generationId, now + quietFor);
    this.log.warn('an answer cannot be sealed', { error: errorName(error), generationId });
  }

  /**
   * Sealed with the cached key, which may be a minute old: erasing the person removes this row too, and the end of the
   * answer is sealed under a key that its transaction locks.
   */
  private async progressOf(answer: LiveAnswer): Promise<Progress> {
    const { generationId, messageId, ownerId } = answer.identity;
    const sealer = await this.keyring.forSubject(ownerId);
    const { text } = answer.text;
    const { provenance } = answer;
    return {
      generationId,
      messageId,
      content: sealer.seal(recordContext(MessageRow, 'content', messageId), text),
      length: text.length,
      provenance: provenance && sealer.seal(recordContext(MessageRow, 'provenance', messageId), JSON.stringify(provenance)),
    };
  }

  private applyState(answer: LiveAnswer, state: 'queued' | 'running' | 'stopped' | undefined): void {
    if (answer.isClosed) return;
    if (state === undefined) answer.abort('taken-away');
    if (state === 'stopped') answer.abort('stopped');
  }
}
