import { Injectable } from '@nestjs/common';
import type { IncidentEvent, IncidentState } from '#contracts/rights/incidents.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { IncidentEntryRow, IncidentRow } from './incident.entity.js';

export type KeptIncident = Readonly<IncidentRow>;
export type KeptIncidentEntry = Readonly<IncidentEntryRow>;

const columns = columnsOf(IncidentRow);
const entryColumns = columnsOf(IncidentEntryRow);

/** The register outlives the accounts of those who keep it. */
const purpose = 'incidents';

@Injectable()
export class IncidentRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keyring: Keyring,
    private readonly ids: Ids,
  ) {}

  async add(tx: Tx, incident: KeptIncident): Promise<void> {
    await this.rows.insert(tx, IncidentRow, incident, { sealer: await this.keyring.forPurpose(purpose, tx) });
  }

  async change(tx: Tx, id: string, changes: Partial<IncidentRow>): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    await this.rows.update<IncidentRow>(tx, IncidentRow, { id }, changes, { sealer: await this.keyring.forPurpose(purpose, tx) });
  }

  async note(
    tx: Tx,
    entry: {
      readonly incidentId: string;
      readonly at: Date;
      readonly what: IncidentEvent;
      readonly byAccount: string | null;
      readonly note?: string;
    },
  ): Promise<void> {
    const sealer = await this.keyring.forPurpose(purpose, tx);
    await this.rows.insert(tx, IncidentEntryRow, { id: this.ids.next(), note: null, ...entry }, { sealer });
  }

  /** Locked until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<KeptIncident | null> {
    const rows: Stored<IncidentRow>[] = await tx.query(`SELECT ${columns} FROM dsr.incident WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0] ? this.rows.open(IncidentRow, rows[0], { tx, sealer: await this.keyring.forPurpose(purpose, tx) }) : null;
  }

  async page(state: IncidentState | undefined, after: string | null, limit: number): Promise<KeptIncident[]> {
    const rows = await this.database.query<Stored<IncidentRow>>(
      `SELECT ${columns} FROM dsr.incident WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [state ?? null, after, limit],
    );
    return this.opened(rows);
  }

  async byId(id: string): Promise<KeptIncident | null> {
    const rows = await this.database.query<Stored<IncidentRow>>(`SELECT ${columns} FROM dsr.incident WHERE id = $1`, [id]);
    return (await this.opened(rows))[0] ?? null;
  }

  async entriesOf(incidentId: string, tx?: Tx): Promise<KeptIncidentEntry[]> {
    const sql = `SELECT ${entryColumns} FROM dsr.incident_entry WHERE incident_id = $1 ORDER BY id`;
    const rows: Stored<IncidentEntryRow>[] = await (tx ? tx.query(sql, [incidentId]) : this.database.query(sql, [incidentId]));
    if (rows.length === 0) return [];
    const sealer = await this.keyring.forPurpose(purpose, tx);
    return Promise.all(rows.map((row) => this.rows.open(IncidentEntryRow, row, { ...(tx ? { tx } : {}), sealer })));
  }

  private async opened(rows: readonly Stored<IncidentRow>[]): Promise<KeptIncident[]> {
    if (rows.length === 0) return [];
    const sealer = await this.keyring.forPurpose(purpose);
    return Promise.all(rows.map((row) => this.rows.open(IncidentRow, row, { sealer })));
  }
}
