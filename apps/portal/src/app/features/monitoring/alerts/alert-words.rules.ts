import type { Alert, AlertDelivery, AlertSeverity, AlertState, AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import type { Choice } from '../../../shared/lists/filter-chips.js';
import type { MarkKind } from '../../../shared/state-mark.js';

export type ShownAlerts = AlertState | 'all';

export const shownChoices: readonly Choice<ShownAlerts>[] = [
  { value: 'open', words: $localize`Open` },
  { value: 'acknowledged', words: $localize`Acknowledged` },
  { value: 'resolved', words: $localize`Resolved` },
  { value: 'all', words: $localize`All` },
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
  open: { kind: 'bad', words: $localize`Open` },
  acknowledged: { kind: 'warn', words: $localize`Acknowledged` },
  resolved: { kind: 'good', words: $localize`Resolved` },
};

export const severityWords: Readonly<Record<AlertSeverity, string>> = {
  info: $localize`Notice`,
  warning: $localize`Warning`,
  critical: $localize`Critical`,
};

export const emptyWords: Readonly<Record<ShownAlerts, string>> = {
  open: $localize`No open alerts.`,
  acknowledged: $localize`No acknowledged alerts.`,
  resolved: $localize`No resolved alerts.`,
  all: $localize`No alerts yet.`,
};

export interface Fact {
  readonly label: string;
  readonly value: string;
}

const labels: Readonly<Record<string, string>> = {
  accounts: $localize`Accounts tried`,
  threshold: $localize`Threshold`,
  windowMinutes: $localize`Counted over`,
  role: $localize`Role`,
  action: $localize`Last action`,
  code: $localize`Reason`,
  daysLeft: $localize`Days left`,
  hoursLeft: $localize`Hours left`,
  overdue: $localize`Overdue`,
  ageDays: $localize`Age in days`,
};

/** What is known beyond the title, in the order in which the API gives it. */
export function factsOf({ facts }: Pick<Alert, 'facts'>): Fact[] {
  return Object.entries(facts).map(([name, value]) => ({
    label: labels[name] ?? name,
    value: name === 'windowMinutes' ? $localize`${String(value)} minutes` : String(value).replaceAll('_', ' '),
  }));
}

/** "Webhook: delivered (200)", "E-mail: failed after 8 attempts (timed out)". */
export function deliveryWords({ channel, state, attempts, answer }: AlertDelivery): string {
  const name = channel === 'webhook' ? $localize`Webhook` : $localize`E-mail`;
  const why = answer === null ? '' : ` (${answer})`;
  if (state === 'delivered') return $localize`${name}\: delivered${why}`;
  const tries = attempts === 1 ? $localize`1 attempt` : $localize`${String(attempts)} attempts`;
  if (state === 'failed') return $localize`${name}\: failed after ${tries}${why}`;
  return attempts === 0 ? $localize`${name}\: waiting` : $localize`${name}\: ${tries} so far${why}, trying again`;
}

/** How each receiver answered a test alert. */
export function testWords({ channels }: AlertTestAnswer): string {
  const told = channels.map(({ channel, state, answer }) => {
    const name = channel === 'webhook' ? $localize`Webhook` : $localize`E-mail`;
    if (state === 'not-set') return $localize`${name}\: no receiver is set.`;
    return state === 'delivered'
      ? $localize`${name}\: delivered (${answer ?? ''}).`
      : $localize`${name}\: failed (${answer ?? $localize`no answer`}).`;
  });
  return told.join(' ');
}
