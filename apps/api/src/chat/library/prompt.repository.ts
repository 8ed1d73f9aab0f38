import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { PromptReaderRow, PromptRow } from './prompt.entity.js';

type Listed = PromptRow & { readonly readers: string[] };
export type PromptRecord = Shown<Listed>;

const listed = `SELECT ${columnsOf(PromptRow, 'p')},
              ARRAY(SELECT r.reader FROM chat.prompt_reader r WHERE r.prompt_id = p.id ORDER BY r.reader) AS readers
         FROM chat.prompt p`;
/** Their own, and what others opened to them. */
const inSight =
  '(p.owner_id = $1 OR EXISTS (SELECT FROM chat.prompt_reader r WHERE r.prompt_id = p.id AND r.reader = ANY($2::text[])))';

@Injectable()
export class PromptRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async page(
    reader: { readonly id: string; readonly names: readonly string[] },
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<PromptRecord[]> {
    const stored = await this.database.query<Stored<Listed>>(
      `${listed} WHERE ${inSight} AND ($3::uuid IS NULL OR p.id > $3) ORDER BY p.id LIMIT $4`,
      [reader.id, reader.names, after, limit],
    );
    return this.rows.shown(PromptRow, stored);
  }

  /** All that a person wrote; nobody adds another one until the transaction ends. */
  async ownIn(tx: Tx, ownerId: string): Promise<PromptRecord[]> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('chat.prompt ' || $1, 0))", [ownerId]);
    const stored = await tx.query<Stored<Listed>[]>(`${listed} WHERE p.owner_id = $1`, [ownerId]);
    return this.rows.shown(PromptRow, stored);
  }

  async add(tx: Tx, sealer: Sealer, prompt: PromptRow, readers: readonly string[]): Promise<void> {
    await this.rows.insert(tx, PromptRow, prompt, { sealer });
    await this.setReaders(tx, prompt.id, readers);
  }

  async change(tx: Tx, sealer: Sealer, key: Pick<PromptRow, 'id' | 'ownerId'>, changes: Partial<PromptRow>): Promise<void> {
    await this.rows.update(tx, PromptRow, key, changes, { sealer });
  }

  async setReaders(tx: Tx, promptId: string, readers: readonly string[]): Promise<void> {
    await this.rows.delete(tx, PromptReaderRow, { promptId });
    await this.rows.insertAll(
      tx,
      PromptReaderRow,
      readers.map((reader) => ({ promptId, reader })),
    );
  }

  /** False where this person wrote none of that id. */
  async remove(tx: Tx, ownerId: string, id: string): Promise<boolean> {
    return (await this.rows.delete(tx, PromptRow, { id, ownerId })) > 0;
  }
}
