import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import { RemovesExpired, type Expiry } from '#platform/retention/expiry.js';
import { ConversationRepository } from './conversation.repository.js';

/** Conversations whose last message is older than the policy allows. */
@Injectable()
@RemovesExpired({ retention: 'conversation', object: 'conversation' })
export class ConversationExpiry implements Expiry {
  constructor(private readonly conversations: ConversationRepository) {}

  removeBefore(tx: Tx, cutoff: Date, limit: number): Promise<string[]> {
    return this.conversations.removeIdleSince(tx, cutoff, limit);
  }
}
