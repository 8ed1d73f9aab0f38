import { Inject, Injectable } from '@nestjs/common';
import type { Alert, AlertPage, AlertQuery } from '#contracts/monitoring/alerts.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { DeliveriesRepository } from '../delivery/deliveries.repository.js';
import type { DeliveryRow } from '../delivery/delivery.entity.js';
import { alertNotOpen } from '../monitoring.errors.js';
import type { AlertRow } from './alert.entity.js';
import { alertOf, deliveryOf } from './alert.mapper.js';
import { AlertsRepository } from './alerts.repository.js';

/** The alerts, for those who look after the installation. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly clock: Clock,
    @Inject(PEOPLE) private readonly people: People,
  ) {}

  async list(query: AlertQuery): Promise<AlertPage> {
    const page = await readPage(query, byId, (after, limit) => this.alerts.page(query, after, limit));
    const deliveries = await this.deliveries.of(page.items.map(({ id }) => id));
    return shownPage(page, (row) => this.shown(row, deliveries));
  }

  async show(id: string): Promise<Alert> {
    const row = await this.alerts.byId(id);
    if (!row) throw notFound();
    return this.shown(row, await this.deliveries.of([id]));
  }

  /** Somebody looks after it: it is no longer counted as open, and ends when its cause does. */
  async acknowledge(tx: Tx, actor: Pick<Actor, 'id'>, id: string): Promise<Alert> {
    const isDone = await this.alerts.acknowledge(tx, id, actor.id, this.clock.now());
    const row = await this.alerts.inTransaction(tx, id);
    if (!row) throw notFound();
    if (!isDone) throw alertNotOpen();
    return this.shown(row, await this.deliveries.of([id]));
  }

  private async shown(row: AlertRow, deliveries: readonly DeliveryRow[]): Promise<Alert> {
    const by = row.acknowledgedBy === null ? null : await this.people.of(row.acknowledgedBy);
    return alertOf(row, by, deliveries.filter(({ alertId }) => alertId === row.id).map(deliveryOf));
  }
}
