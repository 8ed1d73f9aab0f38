import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { ClearsItself } from '#platform/retention/expiry.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { purposeOwner, type Owner } from '#platform/keyring/keys/owner.js';
import { PackagePartRow, PackageRow } from './package.entity.js';

export type KeptPackage = Readonly<PackageRow>;

export function packageOwner(requestId: string): Owner {
  return purposeOwner(`dsr-package:${requestId}`);
}

/** Collected data, part by part. */
@Injectable()
@ClearsItself({ tables: ['dsr.package', 'dsr.package_part'], rule: 'with the download, or after rights.packageDays' })
export class PackageRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
  ) {}

  /** Each part in a transaction of its own: a large package never is in memory as a whole. */
  async addPart(requestId: string, position: number, content: Buffer): Promise<void> {
    await this.transactions.run(async (tx) => {
      const sealer = await this.keyring.forPurpose(packageOwner(requestId).name, tx);
      await this.rows.insert(tx, PackagePartRow, { id: this.ids.next(), requestId, position, content }, { sealer });
    });
  }

  async publish(tx: Tx, row: KeptPackage): Promise<void> {
    await this.rows.insert(tx, PackageRow, row);
  }

  async of(requestIds: readonly string[]): Promise<KeptPackage[]> {
    return this.database.query<KeptPackage>(
      `SELECT ${columnsOf(PackageRow)} FROM dsr.package WHERE request_id = ANY ($1::uuid[])`,
      [requestIds],
    );
  }

  /** Those whose time is over, and those whose download was broken off with its process. */
  async expired(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT request_id AS id FROM dsr.package WHERE expires_at <= $1
        UNION
       SELECT part.request_id FROM dsr.package_part part JOIN dsr.request ON request.id = part.request_id
        WHERE request.closed_at < $1::timestamptz - interval '1 day'
          AND NOT EXISTS (SELECT FROM dsr.package WHERE package.request_id = part.request_id)`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** Takes the announcement away, so that nobody else gets it; null where there is none any more. */
  async claim(tx: Tx, requestId: string, now: Date): Promise<KeptPackage | null> {
    const [rows]: [KeptPackage[], number] = await tx.query(
      `DELETE FROM dsr.package WHERE request_id = $1 AND expires_at > $2 RETURNING ${columnsOf(PackageRow)}`,
      [requestId, now],
    );
    return rows[0] ?? null;
  }

  async *parts(requestId: string): AsyncGenerator<Buffer> {
    const sealer = await this.keyring.forPurpose(packageOwner(requestId).name);
    for (let position = 0; ; position++) {
      const row = await this.database.one<Stored<PackagePartRow>>(
        `SELECT ${columnsOf(PackagePartRow)} FROM dsr.package_part WHERE request_id = $1 AND position = $2`,
        [requestId, position],
      );
      if (row === null) return;
      yield (await this.rows.open(PackagePartRow, row, { sealer })).content;
    }
  }

  /** Rows and key: what is left in files and backups opens no more. */
  async remove(tx: Tx, requestId: string): Promise<void> {
    await tx.query('DELETE FROM dsr.package WHERE request_id = $1', [requestId]);
    await tx.query('DELETE FROM dsr.package_part WHERE request_id = $1', [requestId]);
    await this.keyring.destroy(tx, packageOwner(requestId));
  }

  /** What a run that ended early left behind; the key stays for the next one. */
  async discardParts(tx: Tx, requestId: string): Promise<void> {
    await tx.query('DELETE FROM dsr.package_part WHERE request_id = $1', [requestId]);
  }
}
