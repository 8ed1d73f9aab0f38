const hourMs = 3_600_000;

/** Art. 33(1): from becoming aware, by the clock, weekends and nights included. */
export function notifyBy(awareAt: Date, hours: number): Date {
  return new Date(awareAt.getTime() + hours * hourMs);
}

export interface IncidentClock {
  readonly state: 'open' | 'notified' | 'closed';
  readonly notifyBy: Date;
  readonly decidedNotToNotify: boolean;
}

/** Whether the authority should know by now and does not, and nobody decided that it need not. */
export function isOverdue({ state, notifyBy: until, decidedNotToNotify }: IncidentClock, now: Date): boolean {
  return state === 'open' && !decidedNotToNotify && now > until;
}

/** An incident is closed when it is known whether anybody had to be told. */
export function mayClose({ state, decidedNotToNotify }: Pick<IncidentClock, 'state' | 'decidedNotToNotify'>): boolean {
  return state === 'notified' || (state === 'open' && decidedNotToNotify);
}

/** How the number of people was found, in words. */
export function basisWords({
  accounts,
  from,
  to,
  events,
}: {
  readonly accounts: number;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly events: number;
}): string {
  if (accounts === 0) return 'No account was named, so nothing was computed. Name the accounts that others got into.';
  const period = `${from ? `from ${from.toISOString()}` : 'from the beginning'} ${to ? `to ${to.toISOString()}` : 'until now'}`;
  const owners = accounts === 1 ? 'The owner of 1 account' : `The owners of ${accounts} accounts`;
  return `${owners}, and the people about whom ${events} events of the audit log say that something was read or changed with it, ${period}.`;
}
