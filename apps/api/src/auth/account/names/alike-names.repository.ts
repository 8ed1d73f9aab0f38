import { Injectable } from '@nestjs/common';
import { normalised } from '#sealing/blind-index.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { AccountKeys } from '../account-keys.js';
import { AccountRow } from '../account.entity.js';

/** The skeleton of an account's names, as it is stored. */
export interface Likenesses {
  readonly usernameLikeness: Buffer;
  readonly displayNameLikeness: Buffer;
}

/** Names that could be taken for one another. Only their keyed hashes are compared; what they are stays sealed. */
@Injectable()
export class AlikeNames {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keys: AccountKeys,
  ) {}

  async likenessesOf(username: string, displayName: string): Promise<Likenesses> {
    return {
      usernameLikeness: await this.keys.likenessIndex('username', username),
      displayNameLikeness: await this.keys.likenessIndex('display_name', displayName),
    };
  }

  /**
   * Whether another account has a name that looks like this one and is not the same: people may well share a name. Until the transaction
   * ends, no one else can take a name that looks like it. A name that does not open counts as another one.
   */
  async isImitation(tx: Tx, id: string, displayName: string): Promise<boolean> {
    const likeness = await this.keys.likenessIndex('display_name', displayName);
    await tx.query('SELECT pg_advisory_xact_lock($1)', [likeness.readBigInt64BE().toString()]);
    const alike: Stored<Pick<AccountRow, 'id' | 'displayName'>>[] = await tx.query(
      `SELECT ${someColumnsOf(AccountRow, ['id', 'displayName'])} FROM auth.user WHERE display_name_likeness = $1 AND id <> $2`,
      [likeness, id],
    );
    const others = await this.rows.shown(AccountRow, alike);
    return others.some((other) => other.isDamaged || normalised(other.displayName) !== normalised(displayName));
  }

  /** Some accounts whose skeleton is not stored yet, in the order of their ids, after one of them; null: their names do not open. */
  async unkept(after: string | null, limit: number): Promise<{ readonly id: string; readonly likenesses: Likenesses | null }[]> {
    const rows = await this.database.query<Stored<Pick<AccountRow, 'id' | 'username' | 'displayName'>>>(
      `SELECT ${someColumnsOf(AccountRow, ['id', 'username', 'displayName'])} FROM auth.user
        WHERE username_likeness IS NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
      [after, limit],
    );
    const accounts = await this.rows.shown(AccountRow, rows);
    return Promise.all(
      accounts.map(async ({ id, username, displayName, isDamaged }) => ({
        id,
        likenesses: isDamaged ? null : await this.likenessesOf(username, displayName),
      })),
    );
  }

  /** Of two accounts whose usernames already look alike, the earlier one keeps the skeleton, and both keep their names. */
  async keep(tx: Tx, accounts: readonly (Likenesses & { readonly id: string })[]): Promise<void> {
    await tx.query(
      `UPDATE auth.user u
          SET display_name_likeness = n.display_name,
              username_likeness = CASE WHEN n.place = 1 AND NOT EXISTS (SELECT FROM auth.user o WHERE o.username_likeness = n.username)
                THEN n.username END
         FROM (SELECT id, username, display_name, row_number() OVER (PARTITION BY username ORDER BY id) AS place
                 FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS n (id, username, display_name)) n
        WHERE u.id = n.id AND u.username_likeness IS NULL`,
      [
        accounts.map(({ id }) => id),
        accounts.map(({ usernameLikeness }) => usernameLikeness),
        accounts.map(({ displayNameLikeness }) => displayNameLikeness),
      ],
    );
  }
}
