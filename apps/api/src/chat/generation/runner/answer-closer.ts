import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { why } from '#platform/access/why.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import type { MessageStatus } from '#contracts/chat/chat.js';
import type { Provenance } from '#contracts/rag.js';
import { failureOf } from '../../chat.errors.js';
import { SearchIndex } from '../../indexing/search-index.js';
import { MessageRepository } from '../../message/message.repository.js';
import type { AnswerJob, WrittenAnswer } from './answer-job.js';
import { GenerationNotices } from '../../events/generation-notices.js';
import { GenerationMetrics } from '../generation.metrics.js';
import { GenerationRepository } from '../generation.repository.js';
import { deletedMeanwhile } from '../stream/live-answer.js';
import { LiveAnswers } from '../stream/live-answers.js';
import { StoredAnswer } from '../stream/stored-answer.js';

/** Milliseconds between tries to write an end while the database is away, and how many there are: about a minute. */
const pause = 500;
const tries = 120;

/** Commits the end of an answer and its audit event together, and only then notifies its readers. */
@Injectable()
export class AnswerCloser {
  constructor(
    private readonly answers: LiveAnswers,
    private readonly generations: GenerationRepository,
    private readonly messages: MessageRepository,
    private readonly notices: GenerationNotices,
    private readonly search: SearchIndex,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly metrics: GenerationMetrics,
  ) {}

  async close(job: AnswerJob, written: WrittenAnswer): Promise<void> {
    const { live } = job;
    live.text.close();
    live.isClosed = true;
    const status = live.abortReason === 'taken-away' ? 'taken-away' : await this.keep(job, written);
    if (status === 'taken-away') return this.endAsStored(job);
    const kept = status !== 'not-kept';
    this.metrics.note(live, kept ? { ...written, status } : { ...written, status: 'interrupted', errorCode: 'answer-failed' });
    live.end({
      message: {
        ...job.message,
        content: live.text.text,
        status: kept ? status : 'interrupted',
        citations: [...written.citations],
        provenance: written.provenance,
        errorCode: kept ? written.errorCode : 'answer-failed',
      },
      problem: kept ? (written.errorCode === null ? null : failureOf(written.errorCode)) : failureOf('answer-failed'),
      usage: {
        promptTokens: written.promptTokens,
        answerTokens: written.answerTokens,
        durationMs: this.clock.now().getTime() - job.startedAt.getTime(),
      },
    });
  }

  private async keep(job: AnswerJob, written: WrittenAnswer): Promise<MessageStatus | 'taken-away' | 'not-kept'> {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      try {
        return (await this.keepOnce(job, written)) ?? 'taken-away';
      } catch (error) {
        if (error instanceof Problem && error.code === 'key-destroyed') return 'taken-away';
        if (attempt === 1) this.log.warn('the outcome of an answer cannot be written yet', { error: errorName(error) });
        await wait(pause);
      }
    }
    return 'not-kept';
  }

  private keepOnce(job: AnswerJob, written: WrittenAnswer): Promise<MessageStatus | null> {
    const { live, reader, message } = job;
    const { generationId: id, messageId } = live.identity;
    return this.transactions.run(async (tx) => {
      const sealer = await this.keyring.forSubject(reader.id, tx);
      const generation = { id, messageId, instanceId: this.answers.instanceId, at: this.clock.now() };
      const status = await this.generations.finish(tx, sealer, generation, { ...written, text: live.text.text });
      if (status === null) return null;
      const { conversationId, createdAt: moment } = message;
      await this.search.add(tx, sealer, reader.id, [{ kind: 'message', conversationId, moment, text: live.text.text }]);
      await this.audit.record(tx, {
        actor: { id: reader.id, role: reader.role },
        action: 'generation.finished',
        object: { type: 'message', id: message.id },
        outcome: status === 'completed' || status === 'stopped' ? 'success' : 'failed',
        detail: writerOf(written.provenance),
        ...why(written.errorCode),
      });
      return status;
    });
  }

  /** Swept or deleted while it was written: readers get what the database says. */
  private async endAsStored({ live, reader }: AnswerJob): Promise<void> {
    const rooms = { generations: this.generations, messages: this.messages, notices: this.notices, keyring: this.keyring };
    const stored = await StoredAnswer.open(rooms, reader.id, live.identity.generationId).catch(() => null);
    live.end(stored?.ending ?? deletedMeanwhile);
  }
}

/** The model that wrote the answer and where it ran: the audit log must show where a question went. */
function writerOf({ provider, place, model }: Provenance): Record<string, unknown> {
  return { provider, place, model };
}
