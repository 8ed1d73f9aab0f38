import { Injectable } from '@nestjs/common';
import { AlertSeverity, type AlertQuery } from '#contracts/monitoring/alerts.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { AlertRow } from './alert.entity.js';
import type { Finding } from './rules/finding.js';
import type { UnresolvedAlert } from './rules/reconcile.rules.js';

export type AlertFilter = Pick<AlertQuery, 'state' | 'rule' | 'severity'>;

const columns = columnsOf(AlertRow);
const unresolvedColumns = someColumnsOf(AlertRow, ['id', 'rule', 'scope', 'severity', 'state', 'count', 'lastAt']);

@Injectable()
export class AlertsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /**
   * Claims a run of the rules for this instance, if the last one began long enough ago. `null` where another instance has it.
   * The claim is one statement, so that two instances never both get it.
   */
  async claimRun(tx: Tx, now: Date, everyMs: number): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO monitoring.evaluation AS last (started_at) VALUES ($1)
       ON CONFLICT (singleton) DO UPDATE SET started_at = $1
       -- A time ahead of now is that of a clock that was set back since.
       WHERE last.started_at <= $1 - make_interval(secs => $2) OR last.started_at > $1 + interval '1 minute'
       RETURNING 1`,
      [now, everyMs / 1_000],
    );
    return rows.length > 0;
  }

  async noteRun(tx: Tx, at: Date): Promise<void> {
    await tx.query('UPDATE monitoring.evaluation SET finished_at = $1', [at]);
  }

  /** When a run ended last; null before the first one. */
  async lastRun(): Promise<Date | null> {
    const row = await this.database.one<{ at: Date | null }>('SELECT finished_at AS at FROM monitoring.evaluation');
    return row?.at ?? null;
  }

  /** Locked until the transaction ends, so that an acknowledgement in the meantime waits. */
  async lockUnresolved(tx: Tx): Promise<UnresolvedAlert[]> {
    return tx.query(`SELECT ${unresolvedColumns} FROM monitoring.alert WHERE state <> 'resolved' ORDER BY id FOR UPDATE`);
  }

  /** Whether it was opened: not where another run has opened the same meanwhile. */
  async open(tx: Tx, id: string, { rule, scope, severity, count, firstAt, lastAt, facts, accountId }: Finding): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO monitoring.alert (id, rule, scope, severity, state, count, first_at, last_at, facts, account_id)
       VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9)
       ON CONFLICT (rule, scope) WHERE state <> 'resolved' DO NOTHING RETURNING 1`,
      [id, rule, scope, severity, count, firstAt, lastAt, JSON.stringify(facts), accountId],
    );
    return rows.length > 0;
  }

  async update(tx: Tx, id: string, changes: Pick<Finding, 'severity' | 'count' | 'lastAt' | 'facts'>): Promise<void> {
    await this.rows.update(tx, AlertRow, { id }, changes);
  }

  async resolve(tx: Tx, id: string, at: Date): Promise<void> {
    await this.rows.update(tx, AlertRow, { id }, { state: 'resolved', resolvedAt: at });
  }

  /** Whether it was open until now. */
  async acknowledge(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
    const changes = { state: 'acknowledged', acknowledgedBy: by, acknowledgedAt: at } as const;
    return (await this.rows.update(tx, AlertRow, { id, state: 'open' }, changes)) > 0;
  }

  async byId(id: string): Promise<AlertRow | null> {
    return this.database.one<AlertRow>(`SELECT ${columns} FROM monitoring.alert WHERE id = $1`, [id]);
  }

  /** In the transaction, so that what it changed is seen. */
  async inTransaction(tx: Tx, id: string): Promise<AlertRow | null> {
    const [row]: AlertRow[] = await tx.query(`SELECT ${columns} FROM monitoring.alert WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** Newest first, after the one with the id `after`. */
  page({ state, rule, severity }: AlertFilter, after: string | null, limit: number): Promise<AlertRow[]> {
    return this.database.query<AlertRow>(
      `SELECT ${columns} FROM monitoring.alert
        WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR rule = $2) AND ($3::text IS NULL OR severity = $3)
          AND ($4::uuid IS NULL OR id < $4)
        ORDER BY id DESC LIMIT $5`,
      [state ?? null, rule ?? null, severity ?? null, after, limit],
    );
  }

  async countOpen(): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM monitoring.alert WHERE state = 'open'`,
    );
    return row!.count;
  }

  /** Every severity, also those without any. */
  async openBySeverity(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ severity: string; count: number }>(
      `SELECT severity, count(*)::int AS count FROM monitoring.alert WHERE state = 'open' GROUP BY 1`,
    );
    const counts = new Map<string, number>(AlertSeverity.options.map((severity) => [severity, 0]));
    for (const { severity, count } of rows) counts.set(severity, count);
    return counts;
  }

  async forgetResolvedBefore(tx: Tx, cutoff: Date): Promise<void> {
    await tx.query(`DELETE FROM monitoring.alert WHERE state = 'resolved' AND last_at < $1 AND resolved_at < $1`, [cutoff]);
  }
}
