import { Injectable } from '@nestjs/common';
import { CannotOpen } from '#sealing/cannot-open.js';
import { asSealed, sealedUnder, type Sealed } from '#sealing/record.js';
import type { SealedTable } from '../../database/declared/sealed-tables.js';
import { isDatabaseOutage, refusedBy } from '../../database/pool/outage.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { Problem } from '../../http/problem.js';
import { Keyring } from '../keyring.js';
import { KeyringRepository } from '../keyring.repository.js';
import type { Owner } from '../keys/owner.js';
import type { Sealer } from '../keys/sealer.js';
import { TurnoverRepository } from './turnover.repository.js';

/** Rows that are found at a time; each is sealed in a transaction of its own, so that people wait for one row at most. */
const batch = 500;

export interface Resealed {
  /** Rows whose values are under the newest version now. */
  readonly resealed: number;
  /** Rows that their table refuses to change, such as a closed case. */
  readonly refused: number;
  /** Rows with a value that does not open. */
  readonly broken: number;
}

/** Seals again what is under older versions of its key: opened, sealed, opened once more and compared, then written. */
@Injectable()
export class Resealing {
  /** Whose a key is; never changes. */
  private readonly owners = new Map<string, Owner | null>();

  constructor(
    private readonly turnover: TurnoverRepository,
    private readonly repository: KeyringRepository,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
  ) {}

  /** @param onRow after each row, with how many rows there were */
  async table(table: SealedTable, onRow: (done: number) => void, signal?: AbortSignal): Promise<Resealed> {
    const counts = { resealed: 0, refused: 0, broken: 0 };
    let after: string | null = null;
    for (let done = 0; !signal?.aborted;) {
      const rows = await this.turnover.staleAfter(table, after, batch);
      for (const { row } of rows) {
        if (signal?.aborted) break;
        counts[await this.row(table, row)] += 1;
        onRow((done += 1));
        after = row;
      }
      if (rows.length < batch) break;
    }
    return counts;
  }

  private async row(table: SealedTable, row: string): Promise<keyof Resealed> {
    try {
      await this.transactions.run((tx) => this.resealed(tx, table, row));
      return 'resealed';
    } catch (error) {
      if (error instanceof CannotOpen) return 'broken';
      if (refusedBy(error) === null || isDatabaseOutage(error)) throw error;
      return 'refused';
    }
  }

  private async resealed(tx: Tx, table: SealedTable, row: string): Promise<void> {
    const held = await this.turnover.hold(tx, table, row);
    const fresh = new Map<string, Sealed>();
    for (const [column, bytes] of Object.entries(held ?? {})) {
      if (bytes === null) continue;
      const sealed = asSealed(bytes);
      const sealer = await this.sealerFor(tx, sealedUnder(sealed).keyId);
      if (sealer === null || sealer.isCurrent(sealed)) continue;
      const context = { table: table.name, column, row };
      const opened = sealer.open(context, sealed);
      const again = sealer.seal(context, opened);
      if (!sealer.open(context, again).equals(opened)) throw new CannotOpen();
      fresh.set(column, again);
    }
    if (fresh.size > 0) await this.turnover.write(tx, table, row, fresh);
  }

  /** Null for a key that was destroyed just now. */
  private async sealerFor(tx: Tx, keyId: string): Promise<Sealer | null> {
    if (!this.owners.has(keyId)) this.owners.set(keyId, await this.repository.ownerOf(keyId));
    const owner = this.owners.get(keyId);
    if (!owner) return null;
    try {
      if (owner.kind === 'subject') return await this.keyring.forSubject(owner.name, tx);
      return owner.kind === 'collection'
        ? await this.keyring.forCollection(owner.name, tx)
        : await this.keyring.forPurpose(owner.name, tx);
    } catch (error) {
      if (error instanceof Problem && error.code === 'key-destroyed') return null;
      throw error;
    }
  }
}
