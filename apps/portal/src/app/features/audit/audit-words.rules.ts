import type { PersonRef } from '#contracts/approvals.js';
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

/** Who acted. The log holds no names: who is not among `names` is an id, of which the end tells people apart. */
export function actorWords(
  event: Pick<AuditEvent, 'actor' | 'role'>,
  readerId: string,
  names: ReadonlyMap<string, PersonRef>,
): string {
  if (event.actor === null) return event.role === 'system' ? 'Chat Man itself' : 'Nobody signed in';
  if (event.actor === readerId) return 'You';
  const person = names.get(event.actor);
  return (person && nameWords(person)) ?? `…${event.actor.slice(-8)}`;
}

/** "Ada Lindqvist (ada)": two people may share a name, none a username. */
export function nameWords({ displayName, username }: PersonRef): string | null {
  return displayName === null || displayName === username ? username : `${displayName} (${username ?? ''})`;
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
  const { index, upTo, kind, where: part } = result.firstBad;
  const one = part === 'detail' ? 'The detail of event number' : 'Event number';
  const where =
    upTo - index <= 1
      ? `${one} ${(index + 1).toLocaleString('en')}`
      : `Something between events ${(index + 1).toLocaleString('en')} and ${upTo.toLocaleString('en')}`;
  return `${where} ${faultWords[kind]}. Everything before it is as it was signed. Keep this installation as it is, and compare with a backup or an export.`;
}
