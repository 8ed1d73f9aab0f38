import { Injectable } from '@nestjs/common';
import type { Feedback } from '#contracts/chat/chat.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { AttachmentService } from '../attachments/attachment.service.js';
import { notAnAnswer } from '../chat.errors.js';
import { ConversationRepository, type ConversationRecord } from '../conversation/conversation.repository.js';
import { OpenAnswers } from '../conversation/open-answers.js';
import type { MessageRecord } from './message-record.js';
import { MessageRepository } from './message.repository.js';

/** Reading messages and judging them. */
@Injectable()
export class MessageService {
  constructor(
    private readonly messages: MessageRepository,
    private readonly conversations: ConversationRepository,
    private readonly attachments: AttachmentService,
    private readonly answers: OpenAnswers,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** A conversation with its whole tree, parents before children. */
  async thread(
    actor: Actor,
    conversationId: string,
  ): Promise<{ readonly conversation: ConversationRecord; readonly messages: MessageRecord[] }> {
    const reader = await this.keyring.readerForSubject(actor.id);
    const [conversation, messages] = await Promise.all([
      this.conversations.find(actor.id, conversationId),
      this.messages.tree(reader, actor.id, conversationId),
    ]);
    if (!conversation) throw notFound();
    return { conversation, messages: await this.withFiles(actor, messages) };
  }

  /** These messages of the person's own, in no order. What is deleted is missing. */
  async several(actor: Pick<Actor, 'id'>, ids: readonly string[]): Promise<MessageRecord[]> {
    const reader = await this.keyring.readerForSubject(actor.id);
    const messages = await this.messages.several(reader, actor.id, ids);
    return this.withFiles(actor, messages);
  }

  async rate(tx: Tx, actor: Actor, messageId: string, feedback: Feedback): Promise<Feedback> {
    refuseIfRestricted(actor);
    const message = await this.messages.outline(tx, actor.id, messageId);
    if (!message) throw notFound();
    if (message.role !== 'assistant') throw notAnAnswer();
    await this.messages.rate(tx, await this.keyring.forSubject(actor.id, tx), actor.id, messageId, feedback, this.clock.now());
    return feedback;
  }

  /** As they are now, with what is shown of the files of questions. */
  private async withFiles(actor: Pick<Actor, 'id'>, messages: readonly MessageRecord[]): Promise<MessageRecord[]> {
    const named = await this.attachments.named(
      actor,
      messages.flatMap(({ attachmentIds = [] }) => attachmentIds),
    );
    return messages.map((message) => {
      const { attachmentIds, ...latest } = this.upToDate(message);
      if (attachmentIds === undefined) return latest;
      return { ...latest, attachmentIds, attachments: attachmentIds.flatMap((id) => named.get(id) ?? []) };
    });
  }

  /** Memory is ahead of the row by up to a flush; a reader who then follows the events sees no jump back. */
  private upToDate(message: MessageRecord): MessageRecord {
    const text = message.generationId === null ? undefined : this.answers.textOf(message.generationId);
    return text === undefined ? message : { ...message, content: text };
  }
}
