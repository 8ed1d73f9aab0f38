import { Injectable } from '@nestjs/common';
import type { Feedback } from '#contracts/chat/chat.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, recordContext, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { prepared } from '#platform/database/prepared.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Reader } from '#platform/keyring/keys/reader.js';
import type { FeedbackDay } from '#platform/monitoring/feedback-trend.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import type { Sealed } from '#sealing/record.js';
import { FeedbackRow } from './feedback.entity.js';
import type { MessageRecord } from './message-record.js';
import { MessageRow } from './message.entity.js';

/** A message as part of a prompt. */
export type BranchMessage = Pick<MessageRecord, 'role' | 'content' | 'citations' | 'provenance' | 'attachmentIds'>;

/** Just enough of a message to decide what may be done with it. */
export type MessageOutline = Readonly<Pick<MessageRow, 'id' | 'conversationId' | 'parentId' | 'role' | 'status' | 'createdAt'>>;

type MessageWithFeedback = MessageRow & {
  readonly rating: Feedback['rating'] | null;
  readonly reasons: NonNullable<Feedback['reasons']> | null;
  readonly comment: Sealed | null;
};

const select = `
  SELECT ${columnsOf(MessageRow, 'm')}, ${someColumnsOf(FeedbackRow, ['rating', 'reasons', 'comment'], 'f')}
    FROM chat.message m
    JOIN chat.conversation c ON c.id = m.conversation_id AND c.deleted_at IS NULL
    LEFT JOIN chat.feedback f ON f.message_id = m.id`;

/** Nothing of a deleted conversation is read, though for a short time it can be restored. */
const inSight = 'conversation_id IN (SELECT id FROM chat.conversation WHERE owner_id = $1 AND deleted_at IS NULL)';
const outline = someColumnsOf(MessageRow, ['id', 'conversationId', 'parentId', 'role', 'status', 'createdAt']);

@Injectable()
export class MessageRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Every message of a conversation, parents before their children. */
  async tree(reader: Reader, ownerId: string, conversationId: string): Promise<MessageRecord[]> {
    const rows = await this.database.query<Stored<MessageWithFeedback>>(
      `${select} WHERE m.conversation_id = $2 AND m.owner_id = $1 ORDER BY m.created_at, m.id`,
      [ownerId, conversationId],
    );
    return this.records(reader, rows);
  }

  async several(reader: Reader, ownerId: string, ids: readonly string[]): Promise<MessageRecord[]> {
    const rows = await this.database.query<Stored<MessageWithFeedback>>(
      `${select} WHERE m.id = ANY($2::uuid[]) AND m.owner_id = $1`,
      [ownerId, ids],
    );
    return this.records(reader, rows);
  }

  async find(reader: Reader, ownerId: string, id: string): Promise<MessageRecord | null> {
    const rows = await this.database.query<Stored<MessageWithFeedback>>(`${select} WHERE m.id = $2 AND m.owner_id = $1`, [
      ownerId,
      id,
    ]);
    return (await this.records(reader, rows))[0] ?? null;
  }

  /** The branch that ends with a message: at most its last 200 messages, oldest first. Null for a message that does not open. */
  async branch(reader: Reader, ownerId: string, lastId: string): Promise<(BranchMessage | null)[]> {
    const rows = await this.database.query<
      Stored<Pick<MessageRow, 'id' | 'role' | 'content' | 'citations' | 'provenance' | 'attachmentIds'>>
    >(
      `WITH RECURSIVE branch AS (
         SELECT m.id, m.parent_id, m.role, m.content, m.citations, m.provenance, m.attachments, 1 AS depth
           FROM chat.message m JOIN chat.conversation c ON c.id = m.conversation_id AND c.deleted_at IS NULL
          WHERE m.id = $2 AND m.owner_id = $1
         UNION ALL
         SELECT m.id, m.parent_id, m.role, m.content, m.citations, m.provenance, m.attachments, b.depth + 1
           FROM branch b JOIN chat.message m ON m.id = b.parent_id
          WHERE b.depth < 200
       )
       SELECT id, role, content, citations, provenance, attachments AS "attachmentIds" FROM branch ORDER BY depth DESC`,
      [ownerId, lastId],
    );
    const branch = await this.rows.shown(MessageRow, rows, { reader });
    return branch.map(({ role, content, citations, provenance, attachmentIds, isDamaged }) =>
      isDamaged ? null : { role, content, citations: citations ?? [], provenance, attachmentIds },
    );
  }

  /** The newest message of a conversation that is locked, or null when it is empty. */
  async newestIn(tx: Tx, conversationId: string): Promise<MessageOutline | null> {
    const [newest] = await prepared<MessageOutline>(
      tx,
      'chat.newest',
      `SELECT ${outline} FROM chat.message WHERE conversation_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
      [conversationId],
    );
    return newest ?? null;
  }

  /** Whether a message of a locked conversation has a successor, or is its first one. */
  async isFollowed(tx: Tx, conversationId: string, parentId: string | null): Promise<boolean> {
    const [found] = await tx.query<{ is: boolean }[]>(
      'SELECT EXISTS (SELECT FROM chat.message WHERE conversation_id = $1 AND parent_id IS NOT DISTINCT FROM $2::uuid) AS is',
      [conversationId, parentId],
    );
    return found!.is;
  }

  /** Where a message belongs, or null when this person has none of that id. */
  async conversationOf(ownerId: string, id: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>(
      `SELECT conversation_id AS id FROM chat.message WHERE id = $2 AND owner_id = $1 AND ${inSight}`,
      [ownerId, id],
    );
    return row?.id ?? null;
  }

  /** The message, which stays until the transaction ends. */
  async outline(tx: Tx, ownerId: string, id: string): Promise<MessageOutline | null> {
    const [found] = await tx.query<MessageOutline[]>(
      `SELECT ${outline} FROM chat.message WHERE id = $2 AND owner_id = $1 AND ${inSight} FOR KEY SHARE`,
      [ownerId, id],
    );
    return found ?? null;
  }

  /** The reader's opinion of an answer; a new one replaces the old. */
  async rate(tx: Tx, sealer: Sealer, ownerId: string, messageId: string, feedback: Feedback, at: Date): Promise<void> {
    const { rating, reasons = [], comment = null } = feedback;
    await this.rows.upsert(tx, FeedbackRow, { messageId, ownerId, rating, reasons, comment, givenAt: at }, { sealer });
  }

  /** Messages that were not asked here: copied or imported. Parents come before their children. */
  async insertAll(tx: Tx, sealer: Sealer, ownerId: string, messages: readonly MessageRecord[]): Promise<void> {
    const rows = messages.map(({ feedback: _rated, damaged: _sound, attachments: _files, attachmentIds: _ids, ...message }) => ({
      ...message,
      ownerId,
      citations: message.citations.length === 0 ? null : message.citations,
    }));
    await this.rows.insertAll(tx, MessageRow, rows, { sealer });
  }

  /** How many answers were liked and disliked on each day since a time, oldest first; without people who objected (GDPR Art. 21). */
  feedbackByDay(since: Date): Promise<FeedbackDay[]> {
    return this.database.query<FeedbackDay>(
      `SELECT to_char(given_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
              count(*) FILTER (WHERE rating = 'up')::int AS up, count(*) FILTER (WHERE rating = 'down')::int AS down
         FROM chat.feedback WHERE given_at >= $1 AND NOT auth.is_left_out(owner_id) GROUP BY 1 ORDER BY 1`,
      [since],
    );
  }

  private async records(reader: Reader, stored: readonly Stored<MessageWithFeedback>[]): Promise<MessageRecord[]> {
    const rows = await this.rows.shown(MessageRow, stored, { reader });
    return rows.map(({ ownerId: _known, isDamaged, citations, rating, reasons, comment, attachmentIds, ...row }) => {
      const own = reader.another();
      const feedback = rating && {
        rating,
        ...(reasons?.length && { reasons }),
        ...(comment && { comment: own.text(recordContext(FeedbackRow, 'comment', row.id), comment) }),
      };
      return {
        ...row,
        citations: citations ?? [],
        feedback,
        ...(attachmentIds.length > 0 && { attachmentIds }),
        ...((isDamaged || own.isDamaged) && { damaged: true }),
      };
    });
  }
}
