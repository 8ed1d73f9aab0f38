import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Reader } from '#platform/keyring/keys/reader.js';
import { ConversationRow } from '../conversation/conversation.entity.js';
import type { SearchableText } from '../indexing/search-index.js';
import { MessageRow } from '../message/message.entity.js';

/** Texts that are not in the index: older than it, or left by an instance that died. */
@Injectable()
export class BacklogRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** The next person with such texts; null where nobody has any. */
  async nextOwner(after: string | null): Promise<string | null> {
    const row = await this.database.one<{ id: string }>(
      'SELECT owner_id AS id FROM chat.search_backlog WHERE $1::uuid IS NULL OR owner_id > $1 ORDER BY owner_id LIMIT 1',
      [after],
    );
    return row?.id ?? null;
  }

  /** Takes texts off the backlog; their ids. */
  async take(tx: Tx, ownerId: string, limit: number): Promise<string[]> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `DELETE FROM chat.search_backlog
        WHERE id IN (SELECT id FROM chat.search_backlog WHERE owner_id = $1 ORDER BY id LIMIT $2)
       RETURNING id`,
      [ownerId, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** What these ids stand for; damaged texts and what is gone are left out. */
  async textsOf(tx: Tx, reader: Reader, ids: readonly string[]): Promise<SearchableText[]> {
    const messages = await tx.query<Stored<MessageText>[]>(
      `SELECT ${someColumnsOf(MessageRow, ['id', 'conversationId', 'content', 'createdAt'])} FROM chat.message
        WHERE id = ANY($1::uuid[]) AND status NOT IN ('queued', 'generating')
          FOR KEY SHARE`,
      [ids],
    );
    const conversations = await tx.query<Stored<ConversationTitle>[]>(
      `SELECT ${someColumnsOf(ConversationRow, ['id', 'title', 'createdAt'])} FROM chat.conversation
        WHERE id = ANY($1::uuid[]) AND title IS NOT NULL
          FOR KEY SHARE`,
      [ids],
    );
    const shown = await this.rows.shown<MessageRow, MessageText>(MessageRow, messages, { reader });
    const titles = await this.rows.shown<ConversationRow, ConversationTitle>(ConversationRow, conversations, { reader });
    return [
      ...shown.flatMap(({ conversationId, content, createdAt, isDamaged }): SearchableText[] =>
        isDamaged ? [] : [{ kind: 'message', conversationId, moment: createdAt, text: content }],
      ),
      ...titles.flatMap(({ id, title, createdAt, isDamaged }): SearchableText[] =>
        isDamaged || title === null ? [] : [{ kind: 'title', conversationId: id, moment: createdAt, text: title }],
      ),
    ];
  }
}

type MessageText = Pick<MessageRow, 'id' | 'conversationId' | 'content' | 'createdAt'>;
type ConversationTitle = Pick<ConversationRow, 'id' | 'title' | 'createdAt'>;
