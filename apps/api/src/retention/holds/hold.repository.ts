import { Injectable } from '@nestjs/common';
import type { HoldQuery, HoldScope } from '#contracts/holds.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { purposeOwner } from '#platform/keyring/keys/owner.js';
import { HoldRow } from './hold.entity.js';
import { scopeColumns, scopeOf, type ScopeColumns } from './hold.rules.js';

export type KeptHold = Readonly<Omit<HoldRow, keyof ScopeColumns>> & { readonly scope: HoldScope };

export type NewHold = Omit<KeptHold, 'releasedBy' | 'releasedAt'>;

type StoredHold = Stored<HoldRow & ScopeColumns>;

const columns = columnsOf(HoldRow);

/** Texts are sealed under the installation's key: a hold must outlive the account of the person who placed it. */
const purpose = 'holds';

@Injectable()
export class HoldRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly rows: DeclaredRows,
  ) {}

  async add(tx: Tx, hold: NewHold): Promise<void> {
    const sealer = await this.keyring.forPurpose(purpose, tx);
    await this.rows.insert(tx, HoldRow, { ...hold, ...scopeColumns(hold.scope) }, { sealer });
  }

  /** Whether it was there and in force until now. */
  async release(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
    const [row] = await tx.query<{ released: boolean }[]>('SELECT retention.release_hold($1, $2, $3) AS released', [id, by, at]);
    return row!.released;
  }

  async byId(id: string): Promise<KeptHold | null> {
    const rows = await this.database.query<StoredHold>(`SELECT ${columns} FROM retention.hold WHERE id = $1`, [id]);
    return (await this.holds(rows))[0] ?? null;
  }

  /** Newest first, after the one with the id `after`. */
  async page(state: HoldQuery['state'], after: string | null, limit: number): Promise<KeptHold[]> {
    const rows = await this.database.query<StoredHold>(
      `SELECT ${columns} FROM retention.hold
        WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR ($2 = 'in-force') = (released_at IS NULL))
        ORDER BY id DESC LIMIT $3`,
      [after, state ?? null, limit],
    );
    return this.holds(rows);
  }

  private async holds(stored: readonly StoredHold[]): Promise<KeptHold[]> {
    const reader = await this.keyring.readerOf(purposeOwner(purpose));
    const rows = await this.rows.shown(HoldRow, stored, { reader });
    return rows.map(({ scope, fromMonth, toMonth, isDamaged: _shown, ...row }) => {
      return { ...row, scope: scopeOf({ scope, fromMonth, toMonth }) };
    });
  }
}
