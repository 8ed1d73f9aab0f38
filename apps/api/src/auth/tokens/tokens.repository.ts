import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { currentAccountColumns, type CurrentAccount } from '../account/actors.js';
import { ApiTokenRow } from './api-token.entity.js';

export type CurrentToken = CurrentAccount & Pick<ApiTokenRow, 'id' | 'scopes' | 'createdAt' | 'expiresAt'>;

const currentTokens = `SELECT ${someColumnsOf(ApiTokenRow, ['id', 'scopes', 'createdAt', 'expiresAt'], 't')}, ${currentAccountColumns}
  FROM auth.api_token t JOIN auth.user u ON u.id = t.user_id LEFT JOIN auth.totp m ON m.user_id = u.id`;

@Injectable()
export class TokensRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async byHash(tokenHash: Buffer): Promise<CurrentToken | null> {
    return this.database.one<CurrentToken>(`${currentTokens} WHERE t.token_hash = $1`, [tokenHash]);
  }

  async byId(id: string): Promise<CurrentToken | null> {
    return this.database.one<CurrentToken>(`${currentTokens} WHERE t.id = $1`, [id]);
  }

  /** Newest first. */
  async ofUser(userId: string): Promise<ApiTokenRow[]> {
    const rows = await this.database.query<Stored<ApiTokenRow>>(
      `SELECT ${columnsOf(ApiTokenRow)} FROM auth.api_token WHERE user_id = $1 ORDER BY id DESC`,
      [userId],
    );
    return this.rows.shown(ApiTokenRow, rows);
  }

  /** Those that work now, of everybody or of one person, oldest first. Without names, which are sealed. */
  async living(now: Date, userId: string | null): Promise<Omit<ApiTokenRow, 'name' | 'tokenHash'>[]> {
    return this.database.query(
      `SELECT ${columnsOf(ApiTokenRow, undefined, { without: ['name', 'tokenHash'] })} FROM auth.api_token
        WHERE expires_at > $1 AND ($2::uuid IS NULL OR user_id = $2) ORDER BY id`,
      [now, userId],
    );
  }

  /** Whose a token is; null where there is none of that id. */
  async ownerOf(tx: Tx, id: string): Promise<string | null> {
    const [row]: { user_id: string }[] = await tx.query('SELECT user_id FROM auth.api_token WHERE id = $1', [id]);
    return row?.user_id ?? null;
  }

  /** How many of a person's tokens still work. No other is added until the transaction ends. */
  async countLiving(tx: Tx, userId: string, now: Date): Promise<number> {
    await tx.query('SELECT FROM auth.user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const [{ count }]: [{ count: number }] = await tx.query(
      'SELECT count(*)::int AS count FROM auth.api_token WHERE user_id = $1 AND expires_at > $2',
      [userId, now],
    );
    return count;
  }

  add(tx: Tx, token: NewRow<ApiTokenRow>): Promise<void> {
    return this.rows.insert(tx, ApiTokenRow, token);
  }

  /** Revokes a token of this person. Returns whether it existed. */
  async revoke(tx: Tx, userId: string, id: string): Promise<boolean> {
    return (await this.rows.delete(tx, ApiTokenRow, { userId, id })) > 0;
  }

  revokeAll(tx: Tx, userId: string): Promise<number> {
    return this.rows.delete(tx, ApiTokenRow, { userId });
  }

  async markUsed(tx: Tx, uses: ReadonlyMap<string, Date>): Promise<void> {
    await tx.query('SET LOCAL synchronous_commit = off');
    await tx.query(
      `UPDATE auth.api_token t SET last_used_at = a.at
         FROM (SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) AS a (id, at) ORDER BY id) a
        WHERE t.id = a.id AND (t.last_used_at IS NULL OR t.last_used_at < a.at)`,
      [[...uses.keys()], [...uses.values()]],
    );
  }
}
