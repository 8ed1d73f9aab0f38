import { Injectable } from '@nestjs/common';
import type { HoldQuery, HoldScope } from '#contracts/holds.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { purposeOwner } from '#platform/keyring/owner.js';
import type { Sealed } from '#sealing/record.js';
import { columnsOf, scopeOf, type ScopeColumns } from './hold.rules.js';

export interface KeptHold {
  readonly id: string;
  readonly scope: HoldScope;
  readonly matter: string;
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
}

export type NewHold = Omit<KeptHold, 'releasedBy' | 'releasedAt'>;

type Row = Omit<KeptHold, 'scope' | 'matter' | 'reason'> & ScopeColumns & { readonly matter: Sealed; readonly reason: Sealed };

const columns = `id, scope, from_month::text AS "fromMonth", to_month::text AS "toMonth", matter, reason, placed_by AS "placedBy",
  placed_at AS "placedAt", released_by AS "releasedBy", released_at AS "releasedAt"`;

/** The key of the installation that seals what people wrote: a hold must outlive the account of whoever placed it. */
const purpose = 'holds';

@Injectable()
export class HoldRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  async add(tx: Tx, hold: NewHold): Promise<void> {
    const sealer = await this.keyring.forPurpose(purpose, tx);
    const { scope, fromMonth, toMonth } = columnsOf(hold.scope);
    await tx.query(
      `INSERT INTO retention.hold (id, scope, from_month, to_month, matter, reason, placed_by, placed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        hold.id,
        scope,
        fromMonth,
        toMonth,
        sealer.seal(place(hold.id, 'matter'), hold.matter),
        sealer.seal(place(hold.id, 'reason'), hold.reason),
        hold.placedBy,
        hold.placedAt,
      ],
    );
  }

  /** Whether it was there and in force until now. */
  async release(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
    const [row] = await tx.query<{ released: boolean }[]>('SELECT retention.release_hold($1, $2, $3) AS released', [id, by, at]);
    return row!.released;
  }

  async byId(id: string): Promise<KeptHold | null> {
    const row = await this.database.one<Row>(`SELECT ${columns} FROM retention.hold WHERE id = $1`, [id]);
    return row && this.opened(row);
  }

  /** Newest first, after the one with the id `after`. */
  async page(state: HoldQuery['state'], after: string | null, limit: number): Promise<KeptHold[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM retention.hold
        WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR ($2 = 'in-force') = (released_at IS NULL))
        ORDER BY id DESC LIMIT $3`,
      [after, state ?? null, limit],
    );
    return Promise.all(rows.map((row) => this.opened(row)));
  }

  private async opened(row: Row): Promise<KeptHold> {
    const { id, placedBy, placedAt, releasedBy, releasedAt } = row;
    const reader = await this.keyring.readerOf(purposeOwner(purpose));
    return {
      id,
      scope: scopeOf(row),
      matter: reader.text(place(id, 'matter'), row.matter),
      reason: reader.text(place(id, 'reason'), row.reason),
      placedBy,
      placedAt,
      releasedBy,
      releasedAt,
    };
  }
}

function place(row: string, column: 'matter' | 'reason') {
  return { table: 'retention.hold', column, row } as const;
}
