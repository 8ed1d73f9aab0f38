import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { latestEnd } from '#platform/moments.js';
import type { Tx } from '#platform/database/transactions.js';
import { ResetLinkRow, ResetPermitRow } from './reset-link.entity.js';

/** Milliseconds that a link waits to be opened, and the permission to make one to be used. */
export const linkLasts = 24 * 60 * 60_000;

@Injectable()
export class ResetLinksRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** In place of the person's earlier link. */
  async put(tx: Tx, link: ResetLinkRow): Promise<void> {
    await this.rows.upsert(tx, ResetLinkRow, link);
  }

  /** Whose link it is; it stays. */
  async holderOf(tokenHash: Buffer, now: Date): Promise<string | null> {
    const row = await this.database.one<{ user_id: string }>(
      'SELECT user_id FROM auth.reset_link WHERE token_hash = $1 AND expires_at > $2 AND expires_at <= $3',
      [tokenHash, now, latestEnd(linkLasts, now)],
    );
    return row?.user_id ?? null;
  }

  /** Whose link it was: it is gone with this. Null when it was used, replaced or never was, or is too old. */
  async take(tx: Tx, tokenHash: Buffer, now: Date): Promise<string | null> {
    const [rows]: [{ user_id: string }[], number] = await tx.query(
      'DELETE FROM auth.reset_link WHERE token_hash = $1 AND expires_at > $2 AND expires_at <= $3 RETURNING user_id',
      [tokenHash, now, latestEnd(linkLasts, now)],
    );
    return rows[0]?.user_id ?? null;
  }

  /** Permits one link for this person, once; replaces an earlier permission. */
  async permit(tx: Tx, permit: ResetPermitRow): Promise<void> {
    await this.rows.upsert(tx, ResetPermitRow, permit);
  }

  /** Uses the permission up. Returns whether there was one. */
  async takePermit(tx: Tx, userId: string, givenTo: string, now: Date): Promise<boolean> {
    const [, taken]: [unknown, number] = await tx.query(
      'DELETE FROM auth.reset_permit WHERE user_id = $1 AND given_to = $2 AND expires_at > $3 AND expires_at <= $4',
      [userId, givenTo, now, latestEnd(linkLasts, now)],
    );
    return taken > 0;
  }

  async drop(tx: Tx, userId: string): Promise<void> {
    await this.rows.delete(tx, ResetLinkRow, { userId });
  }

  /** Removes links and permits that nobody can use any more. */
  async forgetExpired(tx: Tx, now: Date): Promise<void> {
    await tx.query('DELETE FROM auth.reset_link WHERE expires_at <= $1', [now]);
    await tx.query('DELETE FROM auth.reset_permit WHERE expires_at <= $1', [now]);
  }
}
