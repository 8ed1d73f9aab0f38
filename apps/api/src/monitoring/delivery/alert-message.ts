import { createHmac } from 'node:crypto';
import type { Alert } from '#contracts/monitoring/alerts.js';

/** What leaves this host about an alert: rules and numbers, no name and no content. */
export type AlertMessage = Pick<Alert, 'id' | 'rule' | 'severity' | 'state' | 'title' | 'count' | 'firstAt' | 'lastAt'> & {
  /** The address of this installation, where there is one, so that a receiver of several can tell them apart. */
  readonly installation: string;
};

export function alertMessage(alert: Alert, installation: string): AlertMessage {
  const { id, rule, severity, state, title, count, firstAt, lastAt } = alert;
  return { id, rule, severity, state, title, count, firstAt, lastAt, installation };
}

/**
 * The signature covers time and body, so that a message can be neither changed nor replayed later: the receiver compares in constant time and
 * refuses times that lie more than a few minutes back.
 */
export function signature(secret: string, body: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
