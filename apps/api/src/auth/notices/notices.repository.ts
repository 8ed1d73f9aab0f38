import { Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import { NoticeKind } from '#contracts/notices.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { asSealed } from '#sealing/record.js';

const Content = z.object({ kind: NoticeKind, about: z.nullable(z.string()) });

export interface KeptNotice extends z.infer<typeof Content> {
  readonly id: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

@Injectable()
export class NoticesRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  async add(tx: Tx, userId: string, { id, kind, about, createdAt }: Omit<KeptNotice, 'readAt'>): Promise<void> {
    const sealer = await this.keyring.forSubject(userId, tx);
    const content = sealer.seal(placeOf(id), JSON.stringify({ kind, about }));
    await tx.query('INSERT INTO auth.notice (id, user_id, content, created_at) VALUES ($1, $2, $3, $4)', [
      id,
      userId,
      content,
      createdAt,
    ]);
  }

  /** Newest first, older than `before`. */
  async page(userId: string, before: string | null, limit: number): Promise<KeptNotice[]> {
    const rows = await this.database.query<{ id: string; content: Buffer; createdAt: Date; readAt: Date | null }>(
      `SELECT id, content, created_at AS "createdAt", read_at AS "readAt" FROM auth.notice
        WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [userId, before, limit],
    );
    const reader = await this.keyring.readerForSubject(userId);
    return rows.map(({ content, ...row }) => ({
      ...row,
      ...reader.read(placeOf(row.id), asSealed(content), contentIn, { kind: 'record.damaged', about: null }),
    }));
  }

  async unread(userId: string): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM auth.notice WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return row?.count ?? 0;
  }

  /** Marks notices of this person as read: those with these ids, or all. Answers how many were unread, and how many still are. */
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

function contentIn(text: string): z.infer<typeof Content> {
  const content = Content.safeParse(JSON.parse(text));
  if (!content.success) throw new SyntaxError('not what a notice says');
  return content.data;
}

function placeOf(id: string) {
  return { table: 'auth.notice', column: 'content', row: id } as const;
}
