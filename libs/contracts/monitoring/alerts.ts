import * as z from 'zod/mini';
import { PersonRef } from '../auth/approvals.js';
import { Id, PageQuery, Timestamp, pageOf } from '../common.js';

/** Every rule that can raise an alert. A name never changes its meaning: receivers route by it. */
export const AlertRule = z.enum([
  // People and access, from the audit log.
  'failed-logins',
  'repeated-denials',
  'mass-read',
  'mass-export',
  'off-hours-administration',
  'role-granted',
  'new-administrator',
  'factor-removed',
  'backup-restores',
  // The proofs.
  'audit-verification-failed',
  'audit-verification-late',
  'audit-not-signed',
  'audit-partitions-missing',
  'damaged-record',
  // Operation.
  'backup-failed',
  'backup-overdue',
  'restore-test-overdue',
  'disk-space',
  'memory',
  'model-down',
  'certificate-expiry',
  'key-age',
  'retention-failed',
  'requests-overdue',
  'incident-due',
  'access-review-due',
  'accounts-dormant',
  'clock-jump',
  'encryption-check-skipped',
  // Sent by the button, never found.
  'test',
]);
export type AlertRule = z.infer<typeof AlertRule>;

export const AlertSeverity = z.enum(['info', 'warning', 'critical']);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

export const AlertState = z.enum(['open', 'acknowledged', 'resolved']);
export type AlertState = z.infer<typeof AlertState>;

/** Numbers and codes; never a name, an address or content. */
export const AlertFacts = z.record(z.string(), z.union([z.number(), z.string().check(z.maxLength(200)), z.boolean()]));
export type AlertFacts = z.infer<typeof AlertFacts>;

export const AlertChannel = z.enum(['webhook', 'email']);
export type AlertChannel = z.infer<typeof AlertChannel>;

/** One message about an alert through one channel. */
export const AlertDelivery = z.object({
  id: Id,
  channel: AlertChannel,
  /** The state of the alert that it reports. */
  reports: AlertState,
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().check(z.int(), z.minimum(0)),
  /** What the receiver answered last, such as "200" or "timed out"; null before the first attempt. */
  answer: z.nullable(z.string()),
  at: Timestamp,
});
export type AlertDelivery = z.infer<typeof AlertDelivery>;

export const Alert = z
  .object({
    id: Id,
    rule: AlertRule,
    severity: AlertSeverity,
    state: AlertState,
    /** What happened, in a sentence without names. */
    title: z.string(),
    /** What to do about it. */
    advice: z.string(),
    /** How often it happened since it was raised; for a threshold, the highest number within one window. */
    count: z.number().check(z.int(), z.minimum(1)),
    firstAt: Timestamp,
    lastAt: Timestamp,
    facts: AlertFacts,
    /** The account that it is about, by its random id. */
    accountId: z.nullable(Id),
    acknowledged: z.nullable(z.object({ at: Timestamp, by: PersonRef })),
    resolvedAt: z.nullable(Timestamp),
    deliveries: z.array(AlertDelivery),
  })
  .register(z.globalRegistry, { id: 'Alert' });
export type Alert = z.infer<typeof Alert>;

/** Newest first. */
export const AlertPage = pageOf(Alert).register(z.globalRegistry, { id: 'AlertPage' });
export type AlertPage = z.infer<typeof AlertPage>;

export const AlertQuery = z.extend(PageQuery, {
  state: z.optional(AlertState),
  rule: z.optional(AlertRule),
  severity: z.optional(AlertSeverity),
});
export type AlertQuery = z.infer<typeof AlertQuery>;

/** `POST /security/alerts/test`: how each channel answered. */
export const AlertTestAnswer = z
  .object({
    channels: z.array(
      z.object({
        channel: AlertChannel,
        state: z.enum(['delivered', 'failed', 'not-set']),
        /** A status or a reason; null where no receiver is set. */
        answer: z.nullable(z.string()),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'AlertTestAnswer' });
export type AlertTestAnswer = z.infer<typeof AlertTestAnswer>;
