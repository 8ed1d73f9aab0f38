import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { TreeNode } from './reading-order.rules.js';

/** What an export has to know before it opens anything. */
@Injectable()
export class ExportRepository {
  constructor(private readonly database: Database) {}

  /** Conversations of a person that are not deleted, oldest first, and how many messages each has; all of them where `only` is null. */
  conversationsOf(
    ownerId: string,
    only: readonly string[] | null,
  ): Promise<{ readonly id: string; readonly messages: number }[]> {
    return this.database.query(
      `SELECT c.id, count(m.id)::int AS messages
         FROM chat.conversation c LEFT JOIN chat.message m ON m.conversation_id = c.id
        WHERE c.owner_id = $1 AND c.deleted_at IS NULL AND ($2::uuid[] IS NULL OR c.id = ANY($2))
        GROUP BY c.id
        ORDER BY c.created_at, c.id`,
      [ownerId, only],
    );
  }

  /** The tree of a conversation without what is in it, by age. */
  treeOf(ownerId: string, conversationId: string): Promise<TreeNode[]> {
    return this.database.query<TreeNode>(
      `SELECT m.id, m.parent_id AS "parentId"
         FROM chat.message m JOIN chat.conversation c ON c.id = m.conversation_id AND c.deleted_at IS NULL
        WHERE m.conversation_id = $2 AND m.owner_id = $1
        ORDER BY m.created_at, m.id`,
      [ownerId, conversationId],
    );
  }
}
