import type { AuditEvent, AuditFault, AuditOutcome, AuditVerification } from '#contracts/audit.js';
import type { MarkKind } from '../../shared/state-mark.js';

export const outcomeMarks: Readonly<Record<AuditOutcome, { readonly kind: MarkKind; readonly words: string }>> = {
  success: { kind: 'good', words: 'Done' },
  denied: { kind: 'warn', words: 'Refused' },
  failed: { kind: 'bad', words: 'Failed' },
  intent: { kind: 'calm', words: 'Announced' },
};

/** `user.role-changed` as "User role changed". */
export function actionWords(action: string): string {
  const words = action.replaceAll(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who acted. The log holds no names: people are ids, of which the end tells them apart. */
export function actorWords(event: Pick<AuditEvent, 'actor' | 'role'>, readerId: string): string {
  if (event.actor === null) return event.role === 'system' ? 'Chat Man itself' : 'Nobody signed in';
  return event.actor === readerId ? 'You' : `…${event.actor.slice(-8)}`;
}

const faultWords: Readonly<Record<AuditFault, string>> = {
  altered: 'was altered',
  missing: 'is missing',
  inserted: 'was inserted',
  reordered: 'stands in another order',
  truncated: 'was cut off',
  forked: 'belongs to another history than the one that was signed',
  stale: 'is older than what was signed: an older copy was put back',
};

/** What a check of the whole log found, in one or two sentences. */
export function verdictWords(result: AuditVerification): string {
  const seconds = (result.durationMs / 1000).toLocaleString('en', { maximumFractionDigits: 1 });
  if (result.firstBad === null) {
    const places = result.signedSize.toLocaleString('en');
    return `${result.signedSize === 1 ? 'The one event is' : `All ${places} events are`} as they were signed. Checked in ${seconds} seconds.`;
  }
  const { index, upTo, kind } = result.firstBad;
  const where =
    upTo - index <= 1
      ? `Event number ${(index + 1).toLocaleString('en')}`
      : `Something between events ${(index + 1).toLocaleString('en')} and ${upTo.toLocaleString('en')}`;
  return `${where} ${faultWords[kind]}. Everything before it is as it was signed. Keep this installation as it is, and compare with a backup or an export.`;
}
