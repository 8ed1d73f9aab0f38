import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { FilePartRow, type VersionRow } from './version.entity.js';

/** Bytes of a file in one row: few enough to be sealed, sent and held at once. */
export const partBytes = 256 * 1024;

/** Files as they were sent, sealed in parts. */
@Injectable()
export class FilePartsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keyring: Keyring,
  ) {}

  async add(tx: Tx, sealer: Sealer, part: FilePartRow): Promise<void> {
    await this.rows.insert(tx, FilePartRow, part, { sealer });
  }

  async removeAll(tx: Tx, versionId: string): Promise<void> {
    await this.rows.delete(tx, FilePartRow, { versionId });
  }

  /** The file, part by part. @throws Problem `record-damaged` where one is missing or does not open */
  async *read({
    id,
    collectionId,
    size,
  }: Pick<VersionRow, 'id' | 'collectionId' | 'size'>): AsyncGenerator<Buffer, void, undefined> {
    const reader = await this.keyring.forCollection(collectionId);
    let bytes = 0;
    for (let ordinal = 0; bytes < size; ordinal++) {
      const stored = await this.database.one<Stored<FilePartRow>>(
        `SELECT ${columnsOf(FilePartRow)} FROM rag.file_part WHERE version_id = $1 AND ordinal = $2`,
        [id, ordinal],
      );
      if (stored === null) throw recordDamaged();
      const { data } = await this.rows.open<FilePartRow, FilePartRow>(FilePartRow, stored, { sealer: reader });
      bytes += data.length;
      yield data;
    }
    if (bytes !== size) throw recordDamaged();
  }
}
