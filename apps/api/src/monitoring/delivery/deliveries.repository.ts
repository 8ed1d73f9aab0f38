import { Injectable } from '@nestjs/common';
import type { AlertDelivery } from '#contracts/monitoring/alerts.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { DeliveryRow } from './delivery.entity.js';

const columns = columnsOf(DeliveryRow);

export interface DeliveryHealth {
  readonly channel: string;
  readonly failed: boolean;
}

@Injectable()
export class DeliveriesRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async add(tx: Tx, delivery: Pick<DeliveryRow, 'id' | 'alertId' | 'channel' | 'reports' | 'at'>): Promise<void> {
    await this.rows.insert(tx, DeliveryRow, { ...delivery, state: 'waiting', attempts: 0 });
  }

  /** Null where it is gone, or settled. */
  async waiting(id: string): Promise<DeliveryRow | null> {
    return this.database.one<DeliveryRow>(`SELECT ${columns} FROM monitoring.delivery WHERE id = $1 AND state = 'waiting'`, [id]);
  }

  async note(
    tx: Tx,
    id: string,
    outcome: { readonly state: AlertDelivery['state']; readonly answer: string; readonly at: Date },
  ): Promise<void> {
    await tx.query(
      `UPDATE monitoring.delivery SET state = $2, answer = left($3, 100), at = $4, attempts = attempts + 1 WHERE id = $1 AND state = 'waiting'`,
      [id, outcome.state, outcome.answer, outcome.at],
    );
  }

  /** Oldest first. */
  async of(alertIds: readonly string[]): Promise<DeliveryRow[]> {
    return this.database.query<DeliveryRow>(`SELECT ${columns} FROM monitoring.delivery WHERE alert_id = ANY ($1) ORDER BY id`, [
      alertIds,
    ]);
  }

  /** Whether the newest message of each channel has not arrived after an attempt. */
  async newest(): Promise<DeliveryHealth[]> {
    return this.database.query<DeliveryHealth>(
      `SELECT DISTINCT ON (channel) channel, state = 'failed' OR (state = 'waiting' AND attempts > 2) AS failed
         FROM monitoring.delivery ORDER BY channel, id DESC`,
    );
  }
}
