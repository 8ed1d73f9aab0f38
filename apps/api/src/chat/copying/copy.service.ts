import { Injectable } from '@nestjs/common';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { ConversationRepository, type ConversationRecord } from '../conversation/conversation.repository.js';
import { SearchIndex } from '../indexing/search-index.js';
import { MessageRepository } from '../message/message.repository.js';
import { MessageService } from '../message/message.service.js';
import { copiedMessages, copyTitle } from './copy.rules.js';

/** A second conversation with the same messages, to go on differently. */
@Injectable()
export class CopyService {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly reading: MessageService,
    private readonly search: SearchIndex,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Every branch, without ratings. An answer that is still being written is left out. */
  async copy({ tx, actor, audit }: AuditedCall, id: string): Promise<ConversationRecord> {
    refuseIfRestricted(actor);
    const { conversation, messages } = await this.reading.thread(actor, id);
    const { damaged: _sound, ...original } = conversation;
    const now = this.clock.now();
    const copy: ConversationRecord = {
      ...original,
      id: this.ids.next(),
      title: copyTitle(original.title),
      pinned: false,
      archived: false,
      unread: false,
      createdAt: now,
      updatedAt: now,
    };
    const copied = copiedMessages(messages, copy.id, () => this.ids.next());
    const sealer = await this.keyring.forSubject(actor.id, tx);
    await this.conversations.insert(tx, sealer, actor.id, copy);
    await this.messages.insertAll(tx, sealer, actor.id, copied);
    await this.search.add(tx, sealer, actor.id, [
      { kind: 'title', conversationId: copy.id, moment: copy.createdAt, text: copy.title },
      ...copied.map(
        ({ content, createdAt }) => ({ kind: 'message', conversationId: copy.id, moment: createdAt, text: content }) as const,
      ),
    ]);
    audit.add({ object: { type: 'conversation', id: copy.id }, detail: { of: id, messages: copied.length } });
    return copy;
  }
}
