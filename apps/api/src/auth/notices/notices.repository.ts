import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { NoticeRow } from './notice.entity.js';

@Injectable()
export class NoticesRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  add(tx: Tx, notice: NewRow<NoticeRow>): Promise<void> {
    return this.rows.insert(tx, NoticeRow, notice);
  }

  /** Newest first, older than `before`. */
  async page(userId: string, before: string | null, limit: number): Promise<NoticeRow[]> {
    const rows = await this.database.query<Stored<NoticeRow>>(
      `SELECT ${columnsOf(NoticeRow)} FROM auth.notice
        WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [userId, before, limit],
    );
    return this.rows.shown(NoticeRow, rows);
  }

  async unread(userId: string): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM auth.notice WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return row?.count ?? 0;
  }

  /** Marks notices of this person as read: those with these ids, or all. Returns how many were unread, and how many still are. */
  async markRead(tx: Tx, userId: string, ids: readonly string[] | null, now: Date): Promise<{ read: number; unread: number }> {
    const [, read]: [unknown, number] = await tx.query(
      'UPDATE auth.notice SET read_at = $3 WHERE user_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY($2))',
      [userId, ids, now],
    );
    const [{ unread }]: [{ unread: number }] = await tx.query(
      'SELECT count(*)::int AS unread FROM auth.notice WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return { read, unread };
  }

  async forgetBefore(tx: Tx, moment: Date): Promise<void> {
    await tx.query('DELETE FROM auth.notice WHERE created_at < $1', [moment]);
  }
}
