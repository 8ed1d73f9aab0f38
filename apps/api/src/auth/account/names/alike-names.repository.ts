import { Injectable } from '@nestjs/common';
import { normalised } from '#sealing/blind-index.js';
import type { Sealed } from '#sealing/record.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { AccountKeys } from '../account-keys.js';

interface SealedNames {
  readonly id: string;
  readonly username: Sealed;
  readonly displayName: Sealed;
}

/** What an account's names look like, as they are kept. */
export interface Likenesses {
  readonly usernameLikeness: Buffer;
  readonly displayNameLikeness: Buffer;
}

const nameColumns = 'id, username, display_name AS "displayName"';

/** Names that could be taken for one another. Only their keyed hashes are compared; what they are stays sealed. */
@Injectable()
export class AlikeNames {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly keys: AccountKeys,
  ) {}

  async likenessesOf(username: string, displayName: string): Promise<Likenesses> {
    return {
      usernameLikeness: await this.keys.likenessIndex('username', username),
      displayNameLikeness: await this.keys.likenessIndex('display_name', displayName),
    };
  }

  /**
   * Whether somebody else is called something that looks like this and is not the same: people may well share a name. Until the transaction
   * ends nobody else takes a name that looks like it. A name that does not open counts as another one.
   */
  async isImitation(tx: Tx, id: string, displayName: string): Promise<boolean> {
    const likeness = await this.keys.likenessIndex('display_name', displayName);
    await tx.query('SELECT pg_advisory_xact_lock($1)', [likeness.readBigInt64BE().toString()]);
    const alike: SealedNames[] = await tx.query(
      `SELECT ${nameColumns} FROM auth.user WHERE display_name_likeness = $1 AND id <> $2`,
      [likeness, id],
    );
    for (const row of alike) {
      const reader = await this.keyring.readerForSubject(row.id);
      const other = reader.text({ table: 'auth.user', column: 'display_name', row: row.id }, row.displayName);
      if (reader.isDamaged || normalised(other) !== normalised(displayName)) return true;
    }
    return false;
  }

  /** Some accounts of which it is not kept what their names look like, in the order of their ids, after one of them; null: they do not open. */
  async unkept(after: string | null, limit: number): Promise<{ readonly id: string; readonly likenesses: Likenesses | null }[]> {
    const rows = await this.database.query<SealedNames>(
      `SELECT ${nameColumns} FROM auth.user WHERE username_likeness IS NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
      [after, limit],
    );
    await this.keyring.loadSubjects(rows.map(({ id }) => id));
    return Promise.all(
      rows.map(async ({ id, username, displayName }) => {
        const reader = await this.keyring.readerForSubject(id);
        const opened = (column: string, sealed: Sealed) => reader.text({ table: 'auth.user', column, row: id }, sealed);
        const names = [opened('username', username), opened('display_name', displayName)] as const;
        return { id, likenesses: reader.isDamaged ? null : await this.likenessesOf(...names) };
      }),
    );
  }

  /** Of two accounts whose usernames look alike already, the earlier one keeps the looks, and both keep their names. */
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
