import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { ClearsItself } from '#platform/retention/expiry.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import type { Skipped } from './formats/imported-conversation.js';
import { ImportedRow, ImportPartRow, ImportRunRow } from './import.entity.js';

@Injectable()
@ClearsItself({ tables: ['chat.import_run', 'chat.import_part'], rule: 'when the import ends' })
export class ImportRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async begin(tx: Tx, sealer: Sealer, run: NewRow<ImportRunRow>, parts: readonly ImportPartRow[]): Promise<void> {
    await this.rows.insert(tx, ImportRunRow, run, { sealer });
    await this.rows.insertAll(tx, ImportPartRow, parts, { sealer });
  }

  async countParts(runId: string): Promise<number> {
    const row = await this.database.one<{ n: number }>('SELECT count(*)::int AS n FROM chat.import_part WHERE run_id = $1', [
      runId,
    ]);
    return row!.n;
  }

  /** Takes the next conversation of a run; null when all are done. */
  async takePart(tx: Tx, sealer: Sealer, runId: string): Promise<ImportPartRow | null> {
    const [[stored]] = await tx.query<[Stored<ImportPartRow>[], number]>(
      `DELETE FROM chat.import_part WHERE id = (SELECT id FROM chat.import_part WHERE run_id = $1 ORDER BY id LIMIT 1)
       RETURNING ${columnsOf(ImportPartRow)}`,
      [runId],
    );
    return stored ? this.rows.open<ImportPartRow, ImportPartRow>(ImportPartRow, stored, { sealer }) : null;
  }

  async run(tx: Tx, sealer: Sealer, runId: string): Promise<ImportRunRow> {
    const [stored] = await tx.query<Stored<ImportRunRow>[]>(
      `SELECT ${columnsOf(ImportRunRow)} FROM chat.import_run WHERE id = $1 FOR UPDATE`,
      [runId],
    );
    return this.rows.open<ImportRunRow, ImportRunRow>(ImportRunRow, stored!, { sealer });
  }

  async count(tx: Tx, runId: string, messages: number): Promise<void> {
    await tx.query('UPDATE chat.import_run SET conversations = conversations + 1, messages = messages + $2 WHERE id = $1', [
      runId,
      messages,
    ]);
  }

  async skip(tx: Tx, sealer: Sealer, run: ImportRunRow, skipped: Skipped): Promise<void> {
    await this.rows.update(tx, ImportRunRow, { id: run.id }, { skipped: [...run.skipped, skipped] }, { sealer });
  }

  async end(tx: Tx, runId: string): Promise<void> {
    await tx.query('DELETE FROM chat.import_run WHERE id = $1', [runId]);
  }

  /** Whether a conversation from there is here and not deleted. One import at a time asks for a person. */
  async isKnown(tx: Tx, ownerId: string, sourceKey: Buffer): Promise<boolean> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('chat.import ' || $1, 0))", [ownerId]);
    const [row] = await tx.query<[{ is: boolean }]>(
      `SELECT EXISTS (SELECT FROM chat.imported i JOIN chat.conversation c ON c.id = i.conversation_id AND c.deleted_at IS NULL
                       WHERE i.owner_id = $1 AND i.source_key = $2) AS is`,
      [ownerId, sourceKey],
    );
    return row.is;
  }

  /** Whether a conversation of that id is this person's own, and not deleted: then an export of it is already here. */
  async isOwn(tx: Tx, ownerId: string, id: string): Promise<boolean> {
    const [row] = await tx.query<[{ is: boolean }]>(
      'SELECT EXISTS (SELECT FROM chat.conversation WHERE owner_id = $1 AND id::text = $2 AND deleted_at IS NULL) AS is',
      [ownerId, id],
    );
    return row.is;
  }

  async note(tx: Tx, imported: ImportedRow): Promise<void> {
    await this.rows.insert(tx, ImportedRow, imported);
  }
}
