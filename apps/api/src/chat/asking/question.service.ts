import { Injectable } from '@nestjs/common';
import type { SendMessage } from '#contracts/chat/chat.js';
import { titleFrom } from '#contracts/chat/conversation-title.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { AttachmentService } from '../attachments/attachment.service.js';
import { answerUnderWay, conversationMovedOn, notAnAnswer, nothingToContinue, parentNotAnswer } from '../chat.errors.js';
import { ChatSettings } from '../chat.settings.js';
import { ConversationRepository, type ConversationChoices } from '../conversation/conversation.repository.js';
import { Admission } from '../generation/queue/admission.js';
import { answerJob, type AskedQuestion } from '../generation/runner/answer-job.js';
import { AnswerSources } from '../generation/runner/answer-sources.js';
import { GenerationRepository } from '../generation/generation.repository.js';
import { GenerationRunner } from '../generation/runner/generation-runner.js';
import { LiveAnswers } from '../generation/stream/live-answers.js';
import { SearchIndex } from '../indexing/search-index.js';
import { mayContinue } from '../generation/runner/outcome.rules.js';
import type { MessageRecord } from '../message/message-record.js';
import { MessageRepository, type MessageOutline } from '../message/message.repository.js';

/** What a question set in motion. */
export interface StartedAnswer {
  readonly userMessage: MessageRecord | null;
  readonly assistantMessage: MessageRecord;
  readonly generation: { readonly id: string };
}

/**
 * Accepts questions: the rows are written in the caller's transaction, and the model is called once they are durable. An answer may
 * thus be lost with its process, but never without a trace.
 */
@Injectable()
export class QuestionService {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly attachments: AttachmentService,
    private readonly generations: GenerationRepository,
    private readonly answers: LiveAnswers,
    private readonly admission: Admission,
    private readonly sources: AnswerSources,
    private readonly runner: GenerationRunner,
    private readonly search: SearchIndex,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async send(tx: Tx, actor: Actor, conversationId: string, asked: SendMessage): Promise<StartedAnswer> {
    const { content, parentId, onlyAtEnd = false, attachments: wanted = [] } = asked;
    refuseIfRestricted(actor);
    this.admission.refuseIfFull(actor.id);
    const sealer = await this.keyring.forSubject(actor.id, tx);
    const choices = await this.conversations.lock(tx, actor.id, conversationId);
    if (!choices) throw notFound();
    const newest = await this.messages.newestIn(tx, conversationId);
    const parent =
      parentId === undefined ? newest : parentId === null ? null : await this.answerIn(tx, actor, conversationId, parentId);
    if (parent && parent.role !== 'assistant') throw parentNotAnswer();
    if (onlyAtEnd && (await this.messages.isFollowed(tx, conversationId, parent?.id ?? null))) throw conversationMovedOn();
    if (parent && isUnderWay(parent)) throw answerUnderWay();

    const { collections } = choices;
    const at = this.after(newest);
    const attachments = await this.attachments.take(tx, actor, conversationId, wanted, at);
    const attachmentIds = attachments.map(({ id }) => id);
    const gathering = this.sources.gather({
      reader: actor,
      conversationId,
      question: content,
      parentId: parent?.id ?? null,
      collections,
      attachmentIds,
    });
    const question = this.message(conversationId, {
      parentId: parent?.id ?? null,
      role: 'user',
      status: 'completed',
      content,
      ...(attachments.length > 0 && { attachmentIds, attachments }),
      createdAt: at,
    });
    return this.answer(tx, sealer, actor, choices, { question, questionId: question.id, gathering, at });
  }

  /** A further answer to the question of an answer: a sibling of it. `model` writes it instead of the conversation's, if given. */
  async regenerate(tx: Tx, actor: Actor, messageId: string, model: string | null = null): Promise<StartedAnswer> {
    refuseIfRestricted(actor);
    this.admission.refuseIfFull(actor.id);
    const sealer = await this.keyring.forSubject(actor.id, tx);
    const conversationId = await this.messages.conversationOf(actor.id, messageId); // that never changes
    const choices = conversationId === null ? null : await this.conversations.lock(tx, actor.id, conversationId);
    // The conversation is locked first, as in its removal.
    const earlier = choices && (await this.messages.outline(tx, actor.id, messageId));
    if (!earlier) throw notFound();
    if (earlier.role !== 'assistant' || earlier.parentId === null) throw notAnAnswer();
    const at = this.after(await this.messages.newestIn(tx, earlier.conversationId));
    const writtenBy = model === null ? choices : { ...choices, model };
    return this.answer(tx, sealer, actor, writtenBy, { question: null, questionId: earlier.parentId, gathering: null, at });
  }

  /** Goes on with an answer that was stopped, cut or failed: the same message, a further generation. */
  async continue(tx: Tx, actor: Actor, generationId: string): Promise<StartedAnswer> {
    refuseIfRestricted(actor);
    this.admission.refuseIfFull(actor.id);
    const reader = await this.keyring.readerForSubject(actor.id);
    const known = await this.generations.find(actor.id, generationId); // only where it belongs: that never changes
    const choices = known && (await this.conversations.lock(tx, actor.id, known.conversationId));
    if (!choices) throw notFound();
    // Read under the lock: its previous holder may have continued the same answer, or deleted it.
    const generation = await this.generations.find(actor.id, generationId);
    const message = generation && (await this.messages.find(reader, actor.id, generation.messageId));
    if (!generation || !message || message.parentId === null) throw notFound();
    if (!generation.isFinished || message.generationId !== generationId || isUnderWay(message)) throw answerUnderWay();
    if (message.damaged || !mayContinue({ ...message, notices: message.provenance?.notices ?? [] })) throw nothingToContinue();

    const at = this.clock.now();
    const assistantMessage: MessageRecord = { ...message, status: 'queued', generationId: this.ids.next(), errorCode: null };
    await this.beginAgain(tx, actor, assistantMessage, at);
    return this.started(tx, actor, choices, {
      question: null,
      assistantMessage,
      questionId: message.parentId,
      gathering: null,
      at,
    });
  }

  private async answer(
    tx: Tx,
    sealer: Sealer,
    actor: Actor,
    choices: ConversationChoices,
    exchange: Omit<AskedQuestion, 'assistantMessage'>,
  ): Promise<StartedAnswer> {
    const { question, questionId, at } = exchange;
    const assistantMessage = this.message(choices.id, {
      parentId: questionId,
      role: 'assistant',
      status: 'queued',
      content: '',
      generationId: this.ids.next(),
      createdAt: new Date(at.getTime() + 1),
    });
    const hasTitle = choices.hasTitle || this.settings.of(ChatSettings).titleByModel;
    const title = question && !hasTitle ? titleFrom(question.content) : '';
    await this.generations.begin(tx, sealer, {
      ownerId: actor.id,
      conversationId: choices.id,
      instanceId: this.answers.instanceId,
      question,
      answer: { id: assistantMessage.id, generationId: assistantMessage.generationId!, parentId: questionId },
      title,
      at,
    });
    const conversationId = choices.id;
    await this.search.add(tx, sealer, actor.id, [
      { kind: 'title', conversationId, moment: choices.createdAt, text: title },
      ...(question ? [{ kind: 'message', conversationId, moment: question.createdAt, text: question.content } as const] : []),
    ]);
    return this.started(tx, actor, choices, { ...exchange, assistantMessage });
  }

  /** From the commit on the answer is on its way, whether or not anybody follows it. */
  private started(tx: Tx, actor: Actor, choices: ConversationChoices, exchange: AskedQuestion): StartedAnswer {
    const { question, assistantMessage } = exchange;
    tx.afterCommit(() => this.runner.start(answerJob(actor, choices, exchange, this.settings.of(ChatSettings))));
    return { userMessage: question, assistantMessage, generation: { id: assistantMessage.generationId! } };
  }

  private async answerIn(tx: Tx, actor: Actor, conversationId: string, messageId: string): Promise<MessageOutline> {
    const parent = await this.messages.outline(tx, actor.id, messageId);
    if (!parent || parent.conversationId !== conversationId) throw notFound();
    return parent;
  }

  private async beginAgain(tx: Tx, actor: Actor, message: MessageRecord, at: Date): Promise<void> {
    const { id: messageId, conversationId, content, generationId } = message;
    try {
      await this.generations.beginAgain(tx, {
        id: generationId!,
        messageId,
        conversationId,
        ownerId: actor.id,
        instanceId: this.answers.instanceId,
        length: content.length,
        at,
      });
    } catch (cause) {
      if (refusedBy(cause)?.constraint === 'generation_under_way') throw answerUnderWay({ cause });
      throw cause;
    }
  }

  /** Later than everything in the conversation, though another instance's clock may be ahead: the order of messages is by time. */
  private after(newest: MessageOutline | null): Date {
    return new Date(Math.max(this.clock.now().getTime(), (newest?.createdAt.getTime() ?? 0) + 1));
  }

  private message(
    conversationId: string,
    some: Pick<MessageRecord, 'parentId' | 'role' | 'status' | 'content' | 'createdAt'> & Partial<MessageRecord>,
  ): MessageRecord {
    return {
      id: this.ids.next(),
      conversationId,
      citations: [],
      provenance: null,
      feedback: null,
      generationId: null,
      errorCode: null,
      ...some,
    };
  }
}

function isUnderWay({ status }: Pick<MessageOutline, 'status'>): boolean {
  return status === 'queued' || status === 'generating';
}
