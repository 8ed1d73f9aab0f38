import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, recordContext } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { OwnInstructionsRow } from './prompt.entity.js';

/** What people want every answer to take into account. */
@Injectable()
export class OwnInstructionsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Empty where there are none, or they do not open. */
  async of(ownerId: string): Promise<string> {
    const stored = await this.database.one<Stored<OwnInstructionsRow>>(
      `SELECT ${columnsOf(OwnInstructionsRow)} FROM chat.own_instructions WHERE owner_id = $1`,
      [ownerId],
    );
    const row = await this.rows.shownOne<OwnInstructionsRow, OwnInstructionsRow>(OwnInstructionsRow, stored);
    return row === null || row.isDamaged ? '' : row.text;
  }

  async keep(tx: Tx, sealer: Sealer, ownerId: string, text: string, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO chat.own_instructions (owner_id, text, changed_at) VALUES ($1, $2, $3)
       ON CONFLICT (owner_id) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at`,
      [ownerId, sealer.seal(recordContext(OwnInstructionsRow, 'text', ownerId), text), at],
    );
  }

  async remove(tx: Tx, ownerId: string): Promise<void> {
    await this.rows.delete(tx, OwnInstructionsRow, { ownerId });
  }
}
