import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Reader } from '#platform/keyring/keys/reader.js';
import { ConversationRow } from '../conversation/conversation.entity.js';
import { MessageRow } from '../message/message.entity.js';

/** To what a search is narrowed, beside its words. */
export interface SearchFilter {
  readonly pinned: boolean | null;
  readonly archived: boolean | null;
  /** Only these conversations; null for all. */
  readonly conversations: readonly string[] | null;
}

/** A text that the index leads to: a message, or with `messageId` null the title of a conversation. */
export interface Candidate {
  readonly conversationId: string;
  readonly messageId: string | null;
  readonly createdAt: Date;
}

export interface CandidateText extends Candidate {
  readonly title: string;
  readonly text: string;
}

const allowed = `c.owner_id = $1 AND c.deleted_at IS NULL AND ($3::boolean IS NULL OR c.pinned = $3)
                 AND ($4::boolean IS NULL OR c.archived = $4) AND ($5::uuid[] IS NULL OR c.id = ANY($5))`;

/** Nothing of a deleted conversation, and nothing of anybody else's. */
@Injectable()
export class SearchRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  messagesAt(ownerId: string, moments: readonly Date[], filter: SearchFilter): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT m.conversation_id AS "conversationId", m.id AS "messageId", m.created_at AS "createdAt"
         FROM chat.message m JOIN chat.conversation c ON c.id = m.conversation_id
        WHERE m.owner_id = $1 AND m.created_at = ANY($2::timestamptz[]) AND ${allowed}`,
      [ownerId, moments, filter.pinned, filter.archived, filter.conversations],
    );
  }

  conversationsAt(ownerId: string, moments: readonly Date[], filter: SearchFilter): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT c.id AS "conversationId", NULL AS "messageId", c.created_at AS "createdAt"
         FROM chat.conversation c
        WHERE c.created_at = ANY($2::timestamptz[]) AND ${allowed}`,
      [ownerId, moments, filter.pinned, filter.archived, filter.conversations],
    );
  }

  /** Conversations alone, newest first, where no words were given. */
  conversationsBefore(ownerId: string, from: Date, until: Date, filter: SearchFilter, limit: number): Promise<Candidate[]> {
    return this.database.query<Candidate>(
      `SELECT c.id AS "conversationId", NULL AS "messageId", c.created_at AS "createdAt"
         FROM chat.conversation c
        WHERE c.created_at >= $6 AND c.created_at < $2::timestamptz AND ${allowed}
        ORDER BY c.created_at DESC, c.id DESC LIMIT $7`,
      [ownerId, until, filter.pinned, filter.archived, filter.conversations, from, limit],
    );
  }

  /** The texts of candidates, in their order. What is gone meanwhile, or does not open, is left out. */
  async texts(reader: Reader, candidates: readonly Candidate[]): Promise<CandidateText[]> {
    const [titles, contents] = await Promise.all([
      this.titles(reader, [...new Set(candidates.map(({ conversationId }) => conversationId))]),
      this.contents(
        reader,
        candidates.flatMap(({ messageId }) => messageId ?? []),
      ),
    ]);
    return candidates.flatMap((candidate) => {
      const title = titles.get(candidate.conversationId);
      const text = candidate.messageId === null ? title : contents.get(candidate.messageId);
      return title === undefined || text === undefined ? [] : [{ ...candidate, title, text }];
    });
  }

  private async titles(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
    const stored = await this.database.query<Stored<Pick<ConversationRow, 'id' | 'title'>>>(
      `SELECT ${someColumnsOf(ConversationRow, ['id', 'title'])} FROM chat.conversation WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL`,
      [ids],
    );
    const shown = await this.rows.shown<ConversationRow, Pick<ConversationRow, 'id' | 'title'>>(ConversationRow, stored, {
      reader,
    });
    return new Map(shown.map(({ id, title }) => [id, title ?? '']));
  }

  private async contents(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const stored = await this.database.query<Stored<Pick<MessageRow, 'id' | 'content'>>>(
      `SELECT ${someColumnsOf(MessageRow, ['id', 'content'])} FROM chat.message WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    const shown = await this.rows.shown<MessageRow, Pick<MessageRow, 'id' | 'content'>>(MessageRow, stored, { reader });
    return new Map(shown.flatMap(({ id, content, isDamaged }) => (isDamaged ? [] : [[id, content] as const])));
  }
}
