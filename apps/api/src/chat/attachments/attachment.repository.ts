import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { AttachmentRow } from './attachment.entity.js';

export type KeptAttachment = Shown<AttachmentRow>;

const columns = columnsOf(AttachmentRow, 'a');
/** Nothing of a deleted conversation is read, though for a short time it can be restored. */
const ofOwner = `chat.attachment a JOIN chat.conversation c ON c.id = a.conversation_id AND c.deleted_at IS NULL
  WHERE a.owner_id = $1`;

@Injectable()
export class AttachmentRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** All files of a conversation in the order in which they came. */
  async of(ownerId: string, conversationId: string): Promise<KeptAttachment[]> {
    const stored = await this.database.query<Stored<AttachmentRow>>(
      `SELECT ${columns} FROM ${ofOwner} AND a.conversation_id = $2 ORDER BY a.id`,
      [ownerId, conversationId],
    );
    return this.rows.shown(AttachmentRow, stored);
  }

  /** Every file that somebody attached, by conversation. */
  async ofOwner(ownerId: string): Promise<KeptAttachment[]> {
    const stored = await this.database.query<Stored<AttachmentRow>>(
      `SELECT ${columns} FROM ${ofOwner} ORDER BY a.conversation_id, a.id`,
      [ownerId],
    );
    return this.rows.shown(AttachmentRow, stored);
  }

  async several(ownerId: string, ids: readonly string[]): Promise<KeptAttachment[]> {
    const stored = await this.database.query<Stored<AttachmentRow>>(
      `SELECT ${columns} FROM ${ofOwner} AND a.id = ANY ($2::uuid[]) ORDER BY a.id`,
      [ownerId, ids],
    );
    return this.rows.shown(AttachmentRow, stored);
  }

  /** How many files a conversation has. */
  async count(ownerId: string, conversationId: string): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${ofOwner} AND a.conversation_id = $2`,
      [ownerId, conversationId],
    );
    return row!.count;
  }

  async add(tx: Tx, row: NewRow<AttachmentRow>): Promise<void> {
    await this.rows.insert(tx, AttachmentRow, row);
  }

  /** The ids of those of a conversation, which stay until the transaction ends. */
  async hold(tx: Tx, ownerId: string, conversationId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM chat.attachment WHERE owner_id = $1 AND conversation_id = $2 AND id = ANY ($3::uuid[]) ORDER BY id FOR UPDATE`,
      [ownerId, conversationId, ids],
    );
    return rows.map(({ id }) => id);
  }

  async markSent(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    await tx.query('UPDATE chat.attachment SET sent_at = coalesce(sent_at, $2) WHERE id = ANY ($1::uuid[])', [ids, at]);
  }

  /** One that no question was asked with is held for its removal; null for any other. */
  async holdUnsent(tx: Tx, ownerId: string, conversationId: string, id: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }[]>(
      `SELECT a.id FROM ${ofOwner} AND a.conversation_id = $2 AND a.id = $3 AND a.sent_at IS NULL FOR UPDATE OF a`,
      [ownerId, conversationId, id],
    );
    return row?.id ?? null;
  }

  /** Files that have waited in a composer since before `cutoff`. */
  async unsentBefore(tx: Tx, cutoff: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM chat.attachment WHERE sent_at IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [cutoff, limit],
    );
    return rows.map(({ id }) => id);
  }
}
