import type { AuditAction } from '#contracts/audit/audit-actions.js';

/** An audit event as far as it is open: ids and codes. */
export interface ActivityEvent {
  readonly id: string;
  readonly action: AuditAction;
  readonly outcome: 'success' | 'denied' | 'failed' | 'intent';
  readonly code: string | null;
  readonly actor: string | null;
  readonly role: string;
  readonly objectId: string | null;
  readonly at: Date;
}

/** How often an actor did or was refused the same thing. */
export interface ActivityCount extends Pick<ActivityEvent, 'action' | 'outcome' | 'code' | 'actor' | 'role'> {
  readonly count: number;
  /** How many different objects it was about. */
  readonly objects: number;
  readonly first: Date;
  readonly last: Date;
}

/** What the audit log says of the last minutes or hours, for alerts and figures. The audit room provides it. */
export interface AuditActivity {
  /** Events of acts that are rare, newest first; of each kind the newest two hundred. */
  eventsOf(actions: readonly AuditAction[], since: Date): Promise<ActivityEvent[]>;
  /** Acts that may be many, counted. Those that announce an act are left out. */
  countsOf(actions: readonly AuditAction[], since: Date): Promise<ActivityCount[]>;
  /** The same for statistics: without people who objected to them, or whose data is restricted (GDPR Art. 18 and 21). */
  statisticsOf(actions: readonly AuditAction[], since: Date): Promise<ActivityCount[]>;
}
export const AUDIT_ACTIVITY = Symbol('AUDIT_ACTIVITY');
