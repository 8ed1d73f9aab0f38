import type { PersonRef } from '#contracts/auth/approvals.js';
import type { AuditEvent, AuditFault, AuditOutcome, AuditVerification } from '#contracts/audit/audit.js';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { Role } from '#contracts/auth/people/roles.js';
import { sentencesInEnglish, type Sentence } from './audit-sentences.en.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import { roleWords } from '../../../shared/text/role-words.rules.js';
import { readerLocale } from '../../../../locale/language.js';

export const outcomeMarks: Readonly<Record<AuditOutcome, { readonly kind: MarkKind; readonly words: string }>> = {
  success: { kind: 'good', words: $localize`Done` },
  denied: { kind: 'warn', words: $localize`Refused` },
  failed: { kind: 'bad', words: $localize`Failed` },
  intent: { kind: 'calm', words: $localize`Announced` },
};

/** `user.role-changed` as "User role changed". */
export function actionWords(action: string): string {
  const words = action.replaceAll(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is said of an event in one line; with the role that was given, where the API tells it. */
export type SaidEvent = Pick<AuditEvent, 'actor' | 'role' | 'action' | 'object' | 'outcome' | 'reason'> & {
  readonly newRole?: string | null;
};

/** "ada gave Erin the role Administrator": the one line of an event. */
export function sentenceOf(event: SaidEvent, readerId: string, names: ReadonlyMap<string, PersonRef>): string {
  const who = actorWords(event, readerId, names);
  const sentence: Sentence | undefined = sentencesInEnglish[event.action as AuditAction];
  // A log outlives the version that wrote it.
  if (sentence === undefined) return `${who}: ${actionWords(event.action)}`;
  const object =
    event.object?.type === 'user' && event.object.id === readerId ? $localize`:object|:you` : objectWords(event, names);
  const role = typeof event.newRole !== 'string' ? '' : (roleWords[event.newRole as Role] ?? event.newRole);
  const isOwn = event.object?.type === 'user' && event.object.id === event.actor;
  return `${who} ${filled(formOf(event, sentence), { object, role, aside: isOwn ? '' : object })}`;
}

/** What was acted on, so that a person knows it: a name, keys of settings, places in the log; else the end of its id. */
export function objectWords({ object }: Pick<AuditEvent, 'object'>, names: ReadonlyMap<string, PersonRef>): string {
  if (object === null || object.id === null) return '';
  if (object.type === 'user') {
    const person = names.get(object.id);
    return (person && nameWords(person)) ?? $localize`account …${object.id.slice(-8)}`;
  }
  if (object.type === 'settings') return object.id.replaceAll(',', ', ');
  if (object.type === 'route' || object.type === 'record') return object.id;
  const [, from, to] = /^(\d+)-(\d+)$/.exec(object.id) ?? [];
  if (from !== undefined && to !== undefined) return $localize`events ${figure(Number(from) + 1)} to ${figure(Number(to))}`;
  return `…${object.id.slice(-8)}`;
}

/** Who has to be named in the sentence of an event. */
export function peopleIn({ actor, object }: Pick<AuditEvent, 'actor' | 'object'>): (string | null)[] {
  return object?.type === 'user' ? [actor, object.id] : [actor];
}

/** The day and the time to the second, in the reader's own time zone: evidence is not "yesterday". */
export function exactTime(at: string, locale = readerLocale()): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** Who acted. The log holds no names: who is not among `names` is an id, of which the end tells people apart. */
export function actorWords(
  event: Pick<AuditEvent, 'actor' | 'role'>,
  readerId: string,
  names: ReadonlyMap<string, PersonRef>,
): string {
  if (event.actor === null) return event.role === 'system' ? 'Chat Man' : $localize`A visitor`;
  if (event.actor === readerId) return $localize`:actor|:You`;
  const person = names.get(event.actor);
  return (person && nameWords(person)) ?? `…${event.actor.slice(-8)}`;
}

/** "Ada Lindqvist (ada)": two people may share a name, none a username. */
export function nameWords({ displayName, username }: PersonRef): string | null {
  return displayName === null || displayName === username ? username : `${displayName} (${username ?? ''})`;
}

/** It happened, was tried, or is about to. A sentence of one form, such as a refusal, is the same for each. */
function formOf({ outcome, reason, newRole }: SaidEvent, { done, toDo, byCode }: Sentence): string {
  const about = reason === null ? undefined : byCode?.[reason];
  if (toDo === undefined) return about ?? done;
  if (outcome === 'intent') return $localize`was about to ${toDo}`;
  if (outcome !== 'success') return $localize`tried to ${toDo}`;
  // Without the role there is nothing to say that somebody was given.
  if (done.includes('{role}') && typeof newRole !== 'string') return $localize`changed the role of {object}`;
  return about ?? done;
}

/** What stands in brackets goes where there is nothing to say, or where it would only name whoever acted once more. */
function filled(form: string, words: Readonly<Record<'object' | 'role' | 'aside', string>>): string {
  const whole = form.replaceAll(/\[([^\]]*)\]/g, (_, part: string) => (words.aside === '' ? '' : part));
  return whole.replaceAll(/\{(object|role)\}/g, (_, name: 'object' | 'role') => words[name] || $localize`somebody`).trim();
}

function figure(count: number): string {
  return count.toLocaleString(readerLocale());
}

const faultWords: Readonly<Record<AuditFault, string>> = {
  altered: $localize`was altered`,
  missing: $localize`is missing`,
  inserted: $localize`was inserted`,
  reordered: $localize`is in a different order`,
  truncated: $localize`was cut off`,
  forked: $localize`belongs to a different history than the one that was signed`,
  stale: $localize`is older than what was signed: an older copy was restored`,
};

/** What a check of the whole log found, in one or two sentences. */
export function verdictWords(result: AuditVerification): string {
  const seconds = (result.durationMs / 1000).toLocaleString(readerLocale(), { maximumFractionDigits: 1 });
  if (result.firstBad === null) {
    const places = result.signedSize.toLocaleString(readerLocale());
    return $localize`${result.signedSize === 1 ? $localize`The one event is` : $localize`All ${places} events are`} unchanged since they were signed. Checked in ${seconds} seconds.`;
  }
  const { index, upTo, kind, where: part } = result.firstBad;
  const one = part === 'detail' ? $localize`The detail of event number` : $localize`Event number`;
  const where =
    upTo - index <= 1
      ? `${one} ${(index + 1).toLocaleString(readerLocale())}`
      : $localize`Something between events ${(index + 1).toLocaleString(readerLocale())} and ${upTo.toLocaleString(readerLocale())}`;
  return $localize`${where} ${faultWords[kind]}. Everything before it is unchanged. Leave this installation as it is, and compare it with a backup or an export.`;
}
