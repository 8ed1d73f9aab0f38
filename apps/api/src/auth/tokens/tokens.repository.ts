import { Injectable } from '@nestjs/common';
import type { Permission } from '#contracts/roles.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import type { Sealed } from '#sealing/record.js';
import { standingColumns, type StandingAccount } from '../account/actors.js';

export interface KeptToken {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface StandingToken extends StandingAccount {
  readonly id: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: Date;
}

const standingTokens = `SELECT t.id, t.scopes, t.expires_at AS "expiresAt", ${standingColumns}
  FROM auth.api_token t JOIN auth.user u ON u.id = t.user_id LEFT JOIN auth.totp m ON m.user_id = u.id`;

const columns = `id, user_id AS "userId", name, scopes, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"`;

@Injectable()
export class TokensRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  async standing(tokenHash: Buffer): Promise<StandingToken | null> {
    return this.database.one<StandingToken>(`${standingTokens} WHERE t.token_hash = $1`, [tokenHash]);
  }

  async standingById(id: string): Promise<StandingToken | null> {
    return this.database.one<StandingToken>(`${standingTokens} WHERE t.id = $1`, [id]);
  }

  /** Newest first. */
  async ofUser(userId: string): Promise<KeptToken[]> {
    const rows = await this.database.query<Omit<KeptToken, 'name'> & { name: Sealed }>(
      `SELECT ${columns} FROM auth.api_token WHERE user_id = $1 ORDER BY id DESC`,
      [userId],
    );
    const reader = await this.keyring.readerForSubject(userId);
    return rows.map((row) => ({ ...row, name: reader.text(placeOf(row.id), row.name) }));
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

  async add(tx: Tx, token: Omit<KeptToken, 'lastUsedAt'> & { readonly tokenHash: Buffer }): Promise<void> {
    const sealer = await this.keyring.forSubject(token.userId, tx);
    await tx.query(
      'INSERT INTO auth.api_token (id, user_id, name, token_hash, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [
        token.id,
        token.userId,
        sealer.seal(placeOf(token.id), token.name),
        token.tokenHash,
        token.scopes,
        token.createdAt,
        token.expiresAt,
      ],
    );
  }

  /** Whether there was such a token of this person, to revoke. */
  async revoke(tx: Tx, userId: string, id: string): Promise<boolean> {
    const [, revoked]: [unknown, number] = await tx.query('DELETE FROM auth.api_token WHERE user_id = $1 AND id = $2', [
      userId,
      id,
    ]);
    return revoked > 0;
  }

  async revokeAll(tx: Tx, userId: string): Promise<number> {
    const [, revoked]: [unknown, number] = await tx.query('DELETE FROM auth.api_token WHERE user_id = $1', [userId]);
    return revoked;
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

function placeOf(row: string) {
  return { table: 'auth.api_token', column: 'name', row } as const;
}
