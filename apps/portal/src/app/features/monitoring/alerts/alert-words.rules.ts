import type { Alert, AlertDelivery, AlertSeverity, AlertState, AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import type { Choice } from '../../../shared/lists/filter-chips.js';
import type { MarkKind } from '../../../shared/state-mark.js';

export type ShownAlerts = AlertState | 'all';

export const shownChoices: readonly Choice<ShownAlerts>[] = [
  { value: 'open', words: 'Open' },
  { value: 'acknowledged', words: 'Acknowledged' },
  { value: 'resolved', words: 'Resolved' },
  { value: 'all', words: 'All' },
];

/** From the URL; open alerts by default. */
export function shownAlerts(asked: string | undefined): ShownAlerts {
  return shownChoices.find(({ value }) => value === asked)?.value ?? 'open';
}

interface Mark {
  readonly kind: MarkKind;
  readonly words: string;
}

export const stateMarks: Readonly<Record<AlertState, Mark>> = {
  open: { kind: 'bad', words: 'Open' },
  acknowledged: { kind: 'warn', words: 'Acknowledged' },
  resolved: { kind: 'good', words: 'Resolved' },
};

export const severityWords: Readonly<Record<AlertSeverity, string>> = {
  info: 'Notice',
  warning: 'Warning',
  critical: 'Critical',
};

export const emptyWords: Readonly<Record<ShownAlerts, string>> = {
  open: 'No open alerts.',
  acknowledged: 'No acknowledged alerts.',
  resolved: 'No resolved alerts.',
  all: 'No alerts yet.',
};

export interface Fact {
  readonly label: string;
  readonly value: string;
}

const labels: Readonly<Record<string, string>> = {
  accounts: 'Accounts tried',
  threshold: 'Threshold',
  windowMinutes: 'Counted over',
  role: 'Role',
  action: 'Last action',
  code: 'Reason',
  daysLeft: 'Days left',
  hoursLeft: 'Hours left',
  overdue: 'Overdue',
  ageDays: 'Age in days',
};

/** What is known beyond the title, in the order in which the API gives it. */
export function factsOf({ facts }: Pick<Alert, 'facts'>): Fact[] {
  return Object.entries(facts).map(([name, value]) => ({
    label: labels[name] ?? name,
    value: name === 'windowMinutes' ? `${String(value)} minutes` : String(value).replaceAll('_', ' '),
  }));
}

/** "Webhook: delivered (200)", "E-mail: failed after 8 attempts (timed out)". */
export function deliveryWords({ channel, state, attempts, answer }: AlertDelivery): string {
  const name = channel === 'webhook' ? 'Webhook' : 'E-mail';
  const why = answer === null ? '' : ` (${answer})`;
  if (state === 'delivered') return `${name}: delivered${why}`;
  const tries = attempts === 1 ? '1 attempt' : `${String(attempts)} attempts`;
  if (state === 'failed') return `${name}: failed after ${tries}${why}`;
  return attempts === 0 ? `${name}: waiting` : `${name}: ${tries} so far${why}, trying again`;
}

/** How each receiver answered a test alert. */
export function testWords({ channels }: AlertTestAnswer): string {
  const told = channels.map(({ channel, state, answer }) => {
    const name = channel === 'webhook' ? 'Webhook' : 'E-mail';
    if (state === 'not-set') return `${name}: no receiver is set.`;
    return state === 'delivered' ? `${name}: delivered (${answer ?? ''}).` : `${name}: failed (${answer ?? 'no answer'}).`;
  });
  return told.join(' ');
}
