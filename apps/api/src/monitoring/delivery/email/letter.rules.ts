import { alertWords } from '../../alerts/alert-words.en.js';
import type { AlertMessage } from '../alert-message.js';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly references?: string;
  readonly headers: Readonly<Record<string, string>>;
}

const severities = { info: 'Notice', warning: 'Warning', critical: 'Critical' } as const;
const states = { open: 'open', acknowledged: 'acknowledged', resolved: 'resolved' } as const;

/**
 * An alert as e-mail. What happened is the subject, since phones show little more; what to do is the first line of the text. All messages about one alert
 * are one thread, and every attempt at one has the same id, so that a mail program can drop the second copy.
 */
export function letterOf(deliveryId: string, message: AlertMessage): Letter {
  const { id, rule, severity, state, title, count, firstAt, lastAt, installation } = message;
  const head = state === 'resolved' ? 'Resolved' : severities[severity];
  const lines = [
    title + '.',
    '',
    state === 'resolved'
      ? 'It is over; nothing is left to do unless the cause is unknown.'
      : alertWords(rule, { count, facts: {} }).advice,
    '',
    `Severity: ${severities[severity]}`,
    `State:    ${states[state]}`,
    `Rule:     ${rule}`,
    `Count:    ${count}`,
    `First:    ${firstAt}`,
    `Last:     ${lastAt}`,
    '',
    addressOf(installation),
    'Sent by Chat Man to the addresses in monitoring.email.to.',
    '',
  ];
  return {
    subject: `[Chat Man] ${head}: ${title}`,
    text: lines.join('\n'),
    messageId: `<${deliveryId}@chat-man>`,
    ...(rule === 'test' ? {} : { references: `<${id}@chat-man>` }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Chat-Man-Delivery': deliveryId },
  };
}

function addressOf(installation: string): string {
  return /^https?:/.test(installation)
    ? `Alerts: ${new URL('/monitoring/alerts', installation).href}`
    : `Installation: ${installation}`;
}
