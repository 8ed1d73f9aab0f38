import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import { RemovesExpired, type DayCount, type Due, type Expiry, type Removed } from '#platform/retention/expiry.js';
import { ConversationRepository } from './conversation.repository.js';

/** Conversations whose last message is older than the policy allows. */
@Injectable()
@RemovesExpired({
  retention: 'conversation',
  object: 'conversation',
  tables: [
    'chat.conversation',
    'chat.message',
    'chat.feedback',
    'chat.attachment',
    'chat.generation',
    'chat.share',
    'chat.share_reader',
    'chat.imported',
  ],
  recordedAs: 'conversation.expired',
})
export class ConversationExpiry implements Expiry {
  constructor(private readonly conversations: ConversationRepository) {}

  due(cutoff: Date): Promise<Due> {
    return this.conversations.idleSince(cutoff);
  }

  startedBetween(from: Date, to: Date): Promise<DayCount[]> {
    return this.conversations.lastMessagesBetween(from, to);
  }

  removeBefore(tx: Tx, cutoff: Date, limit: number): Promise<Removed[]> {
    return this.conversations.removeIdleSince(tx, cutoff, limit);
  }
}
