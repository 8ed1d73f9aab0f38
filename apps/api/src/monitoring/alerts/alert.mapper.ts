import type { PersonRef } from '#contracts/auth/approvals.js';
import type { Alert, AlertDelivery } from '#contracts/monitoring/alerts.js';
import type { DeliveryRow } from '../delivery/delivery.entity.js';
import type { AlertRow } from './alert.entity.js';
import { alertWords } from './alert-words.en.js';

/** An alert as people and receivers see it. */
export function alertOf(row: AlertRow, by: PersonRef | null, deliveries: readonly AlertDelivery[]): Alert {
  return {
    id: row.id,
    rule: row.rule,
    severity: row.severity,
    state: row.state,
    ...alertWords(row.rule, row),
    count: row.count,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    facts: row.facts,
    accountId: row.accountId,
    acknowledged: row.acknowledgedAt === null || by === null ? null : { at: row.acknowledgedAt.toISOString(), by },
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    deliveries: [...deliveries],
  };
}

export function deliveryOf({ id, channel, reports, state, attempts, answer, at }: DeliveryRow): AlertDelivery {
  return { id, channel, reports, state, attempts, answer, at: at.toISOString() };
}
