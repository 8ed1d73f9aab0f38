import { Inject, Injectable } from '@nestjs/common';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { ChangeConversations } from '#contracts/chat/chat.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { currentRequestId } from '#platform/http/request-context.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import type { ConversationRecord } from './conversation.repository.js';
import { ConversationService } from './conversation.service.js';

type Kept = readonly ConversationRecord[];

/** The same act on several conversations of a person: all of it or nothing, with an audit event for each. */
@Injectable()
export class SeveralConversationsService {
  constructor(
    private readonly conversations: ConversationService,
    private readonly transactions: KeyedTransactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** @throws Problem `not-found` where one of them is not there */
  change(call: IdempotentCall, { ids, changes }: ChangeConversations): Promise<Kept> {
    return this.each(call, ids, 'conversation.changed', (tx, id) => this.conversations.change(tx, call.actor, id, changes));
  }

  async remove(call: IdempotentCall, ids: readonly string[]): Promise<void> {
    await this.each(
      call,
      ids,
      'conversation.deleted',
      unlessGone((tx, id) => this.conversations.remove(tx, call.actor, id)),
    );
  }

  restore(call: IdempotentCall, ids: readonly string[]): Promise<Kept> {
    return this.each(
      call,
      ids,
      'conversation.restored',
      unlessGone((tx, id) => this.conversations.restore(tx, call.actor, id)),
    );
  }

  /** In the order of their ids, in which every such call locks them. */
  private async each(
    { actor, key }: IdempotentCall,
    ids: readonly string[],
    action: AuditAction,
    act: (tx: Tx, id: string) => Promise<ConversationRecord | void | 'gone'>,
  ): Promise<Kept> {
    return this.transactions.run(key, { objectId: null }, async (tx) => {
      const kept: ConversationRecord[] = [];
      for (const id of [...new Set(ids)].sort()) {
        const result = await act(tx, id);
        if (result === 'gone') continue;
        if (result) kept.push(result);
        const object = { type: 'conversation', id };
        await this.audit.record(tx, { actor, action, object, outcome: 'success', requestId: currentRequestId() });
      }
      return kept;
    });
  }
}

/** What another tab deleted meanwhile is as it was wanted. */
function unlessGone<Result>(act: (tx: Tx, id: string) => Promise<Result>): (tx: Tx, id: string) => Promise<Result | 'gone'> {
  return async (tx, id) => {
    try {
      return await act(tx, id);
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not-found') return 'gone';
      throw error;
    }
  };
}
