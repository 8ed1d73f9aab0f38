import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { CompletionRequest } from '#contracts/chat/openai.js';
import { isAuditCode } from '#contracts/audit/audit-codes.js';
import type { Actor } from '#platform/access/actor.js';
import type { Call } from '#platform/access/call.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { AuditFacade, type AuditIntent } from '../../audit/audit.facade.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { failureOf, unsupportedParameter } from '../chat.errors.js';
import { SystemSettings } from '../chat.settings.js';
import { SystemPrompt } from '../engine/system-prompt.js';
import { Admission } from '../generation/queue/admission.js';
import { configuredRequest } from '../providers/configured-request.js';
import { ApiModelsService } from './api-models.service.js';
import { WholeAnswer, type CompletionAnswer } from './completion-answer.js';
import { endOf, failureIn, type CompletionEnd } from './completion-end.rules.js';
import { fits, promptMessages, samplingOf, unsupportedIn } from './completion-request.rules.js';
import { CompletionWriter, type AskedCompletion } from './completion-writer.js';
import { OpenCompletions, type OpenCompletion } from './open-completions.js';
import { StreamedAnswer } from './streamed-answer.js';

/** `POST /v1/chat/completions`: the messages of the request go to the model, and its answer to the caller. Neither is kept anywhere. */
@Injectable()
export class CompletionService {
  constructor(
    private readonly models: ApiModelsService,
    private readonly writer: CompletionWriter,
    private readonly completions: OpenCompletions,
    private readonly admission: Admission,
    private readonly systemPrompt: SystemPrompt,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async complete({ actor, requestId }: Call, request: CompletionRequest, response: ServerResponse): Promise<void> {
    const asked = await this.asked(actor, request);
    const answer = this.answerTo(asked, request, response);
    try {
      await this.completions.run(actor, response, (open) => this.answer(actor, requestId, asked, answer, open));
    } catch (error) {
      if (response.destroyed || answer.hasFailed(error)) return; // who has left is told nothing
      throw error;
    }
  }

  /** Everything that can be refused before anything is recorded or sent. */
  private async asked(actor: Actor, request: CompletionRequest): Promise<AskedCompletion> {
    refuseIfRestricted(actor);
    const errors = unsupportedIn(request);
    if (errors.length > 0) throw unsupportedParameter({ errors });
    const choice = await this.models.choose(request.model);
    const { text: instructions } = await this.systemPrompt.current();
    const configured = configuredRequest(this.settings, choice.model);
    const sampling = samplingOf(request, configured.sampling);
    const messages = promptMessages(request.messages, instructions);
    if (!fits(messages, configured.contextTokens, sampling.maxTokens)) throw failureOf('prompt-too-long');
    this.admission.refuseIfFull(actor.id);
    return { id: this.ids.next(), personId: actor.id, choice, request: { ...configured, sampling, messages } };
  }

  private answerTo({ id, choice }: AskedCompletion, request: CompletionRequest, response: ServerResponse): CompletionAnswer {
    const created = Math.floor(this.clock.now().getTime() / 1000);
    const frame = { id: `chatcmpl-${id}`, created, model: choice.model };
    if (request.stream !== true) return new WholeAnswer(response, frame);
    const includesUsage = request.stream_options?.include_usage === true;
    return new StreamedAnswer(response, frame, { includesUsage, streams: this.settings.of(SystemSettings).streamingEnabled });
  }

  /** The record of what came of it is durable before the caller is told of the end. */
  private async answer(
    actor: Actor,
    requestId: string,
    asked: AskedCompletion,
    answer: CompletionAnswer,
    open: OpenCompletion,
  ): Promise<void> {
    const act = this.actOf(actor, requestId, asked);
    const intent = await this.audit.recordIntent(act);
    let end: CompletionEnd = { code: 'answer-failed' };
    let text = '';
    try {
      const onText = (piece: string): void => {
        text += piece;
        answer.write(piece);
      };
      const written = await this.writer.write(asked, onText, open.signal);
      end = endOf(written, { messages: asked.request.messages, text, cutOff: open.problem()?.code ?? null });
    } finally {
      await this.recordEnd(intent, act, end);
    }
    if ('reason' in end) return answer.finish(end.reason, end.usage);
    throw open.problem() ?? failureIn(end.code);
  }

  private actOf(actor: Actor, requestId: string, { id, choice }: AskedCompletion): Omit<AuditRecord, 'outcome'> {
    return {
      actor: { id: actor.id, role: actor.role },
      action: 'completion.answered',
      object: { type: 'completion', id },
      requestId,
      detail: { model: choice.model, provider: choice.provider.id, place: choice.place, tokenId: actor.tokenId },
    };
  }

  private recordEnd(intent: AuditIntent, act: Omit<AuditRecord, 'outcome'>, end: CompletionEnd): Promise<void> {
    const { code, facts = {} } = 'reason' in end ? { ...end, code: undefined } : end;
    const detail = { ...act.detail, ...facts, ...('reason' in end ? { finishReason: end.reason } : {}) };
    const event: AuditRecord = {
      ...act,
      detail,
      outcome: code === undefined ? 'success' : 'failed',
      ...(code === undefined ? {} : isAuditCode(code) ? { code } : { code: 'answer-failed' }),
    };
    return this.transactions.run((tx) => this.audit.recordOutcome(tx, intent, event));
  }
}
