import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { AskTemporarily } from '#contracts/chat/temporary.js';
import { isAuditCode } from '#contracts/audit/audit-codes.js';
import type { Actor } from '#platform/access/actor.js';
import type { Call } from '#platform/access/call.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { AuditFacade, type AuditIntent } from '../../audit/audit.facade.js';
import { failureOf, temporaryNotAllowed } from '../chat.errors.js';
import { ChatSettings, SystemSettings } from '../chat.settings.js';
import { GenerationMetrics } from '../generation/generation.metrics.js';
import { Admission } from '../generation/queue/admission.js';
import type { AnswerJob, WrittenAnswer } from '../generation/runner/answer-job.js';
import { AnswerSources } from '../generation/runner/answer-sources.js';
import { AnswerWriter } from '../generation/runner/answer-writer.js';
import { unwritten } from '../generation/runner/unwritten.rules.js';
import { EventFeeds } from '../generation/stream/event-feeds.js';
import { LiveAnswer } from '../generation/stream/live-answer.js';
import { TemporaryAnswers } from './temporary-answers.js';
import { branchOf } from './temporary.rules.js';

/**
 * Questions of temporary conversations. The messages come with the question and are in memory until its answer ends: no row, no buffer, no
 * job and no index sees them. The log records that there was a question, and which model answered where. Whoever leaves stops the model.
 */
@Injectable()
export class TemporaryService {
  constructor(
    private readonly answers: TemporaryAnswers,
    private readonly sources: AnswerSources,
    private readonly writer: AnswerWriter,
    private readonly admission: Admission,
    private readonly feeds: EventFeeds,
    private readonly metrics: GenerationMetrics,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  /** @throws Problem `temporary-not-allowed`, and those of a full queue; from then on everything is said in the stream */
  async ask({ actor }: Call, asked: AskTemporarily, response: ServerResponse): Promise<void> {
    if (!this.settings.of(ChatSettings).temporaryConversations) throw temporaryNotAllowed();
    refuseIfRestricted(actor);
    this.admission.refuseIfFull(actor.id);
    const job = this.jobOf(actor, asked);
    const act = actOf(job);
    const intent = await this.audit.recordIntent(act);
    response.once('close', () => job.live.abort('stopped'));
    if (response.destroyed) job.live.abort('stopped');
    this.feeds.start(actor, job.live, response, { cursor: 0, streams: this.settings.of(SystemSettings).streamingEnabled });
    await this.answers.run(job.live, () => this.answer(job, act, intent));
  }

  private jobOf(
    reader: Actor,
    { messages, model = null, systemPrompt = null, collections = null, parameters = null }: AskTemporarily,
  ): AnswerJob {
    const { question, history } = branchOf(messages);
    const startedAt = this.clock.now();
    const identity = {
      generationId: this.ids.next(),
      messageId: this.ids.next(),
      conversationId: this.ids.next(),
      ownerId: reader.id,
    };
    const unsaved = { reader, conversationId: null, question, history, parentId: null, collections, attachmentIds: [] };
    return {
      live: new LiveAnswer(identity),
      reader,
      message: {
        id: identity.messageId,
        conversationId: identity.conversationId,
        parentId: null,
        role: 'assistant',
        status: 'queued',
        content: '',
        citations: [],
        provenance: null,
        feedback: null,
        generationId: null,
        errorCode: null,
        createdAt: startedAt,
      },
      questionId: identity.messageId,
      gathering: this.sources.gather(unsaved),
      unsaved,
      model,
      parameters,
      wishes: systemPrompt,
      notices: [],
      collections,
      titleFrom: null,
      startedAt,
    };
  }

  private async answer(job: AnswerJob, act: Omit<AuditRecord, 'outcome'>, intent: AuditIntent): Promise<void> {
    const written = await this.written(job);
    job.live.text.close();
    this.metrics.note(job.live, written);
    await this.record(act, intent, written);
    const { status, citations, provenance, errorCode, promptTokens, answerTokens } = written;
    job.live.end({
      message: { ...job.message, content: job.live.text.text, status, citations: [...citations], provenance, errorCode },
      problem: errorCode === null ? null : failureOf(errorCode),
      usage: { promptTokens, answerTokens, durationMs: this.clock.now().getTime() - job.startedAt.getTime() },
    });
  }

  private async written(job: AnswerJob): Promise<WrittenAnswer> {
    const { live, reader } = job;
    try {
      const waiting = {
        id: live.identity.generationId,
        personId: reader.id,
        onPosition: (position: number) => live.waitAt(position),
      };
      const slot = await this.admission.enter(waiting, live.signal);
      return slot ? await this.writer.write(job, slot).finally(() => slot.release()) : unwritten(job);
    } catch (error) {
      this.log.error('a temporary answer failed unexpectedly', { error: errorName(error) });
      return { ...unwritten(job), status: live.text.length > 0 ? 'interrupted' : 'failed', errorCode: 'answer-failed' };
    }
  }

  /** The answer is the reader's whether or not this can be written: an intent without an outcome is reported at the next start. */
  private async record(act: Omit<AuditRecord, 'outcome'>, intent: AuditIntent, written: WrittenAnswer): Promise<void> {
    const { status, errorCode, provenance } = written;
    const event: AuditRecord = {
      ...act,
      outcome: status === 'completed' || status === 'stopped' ? 'success' : 'failed',
      detail: { provider: provenance.provider, place: provenance.place, model: provenance.model },
      ...(errorCode === null ? {} : { code: isAuditCode(errorCode) ? errorCode : 'answer-failed' }),
    };
    try {
      await this.transactions.run((tx) => this.audit.recordOutcome(tx, intent, event));
    } catch (error) {
      this.log.warn('the end of a temporary answer was not recorded', { error: errorName(error) });
    }
  }
}

function actOf({ reader, live }: AnswerJob): Omit<AuditRecord, 'outcome'> {
  return {
    actor: { id: reader.id, role: reader.role },
    action: 'temporary.asked',
    object: { type: 'generation', id: live.identity.generationId },
  };
}
