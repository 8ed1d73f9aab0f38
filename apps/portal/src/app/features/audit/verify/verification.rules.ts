import type { AuditVerificationRun } from '#contracts/audit/audit.js';
import type { NoteKind } from '../../../shared/note.js';
import { verdictWords } from '../words/audit-words.rules.js';
import { readerLocale } from '../../../../locale/language.js';

/** How far a check was at a moment; from two of them follows how long it still takes. */
export interface Sample {
  readonly at: number;
  readonly step: AuditVerificationRun['step'];
  readonly checked: number;
}

/** Before so many milliseconds have passed, a pace says nothing. */
const tooShort = 900;

/** Seconds that this step still takes if it goes on as since the first sample; null while nothing can be said. */
export function secondsLeft(first: Sample, latest: Sample, size: number): number | null {
  const elapsed = latest.at - first.at;
  const done = latest.checked - first.checked;
  if (first.step !== latest.step || elapsed < tooShort || done <= 0) return null;
  return Math.max(0, Math.ceil(((size - latest.checked) * elapsed) / done / 1000));
}

/** "350,000 of 1,000,000 events", and what it is about. */
export function figureWords({ step, checked, size }: AuditVerificationRun): string {
  const of = $localize`${checked.toLocaleString(readerLocale())} of ${size.toLocaleString(readerLocale())}`;
  return step === 'events'
    ? $localize`${of} events against what was signed`
    : $localize`${of} sealed details against their events`;
}

export function leftWords(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 5) return $localize`a few seconds left`;
  if (seconds < 90) return $localize`about ${String(Math.ceil(seconds / 5) * 5)} seconds left`;
  return $localize`about ${String(Math.round(seconds / 60))} minutes left`;
}

/** What came of a check that is over. */
export function endWords(run: AuditVerificationRun): { readonly kind: NoteKind; readonly words: string } {
  switch (run.state) {
    case 'running':
      return { kind: 'info', words: $localize`Verifying the log.` };
    case 'stopped':
      return {
        kind: 'info',
        words: $localize`The verification was stopped before it finished, so it says nothing about the log.`,
      };
    case 'interrupted':
      return { kind: 'warn', words: $localize`Chat Man was stopped or restarted during the verification. Start it again.` };
    case 'failed':
      return {
        kind: 'bad',
        words: $localize`The log couldn’t be read to the end. Nothing was changed. Try again; if it fails again, ask the person who runs the server to check its log.`,
      };
    case 'finished':
      return run.result === null
        ? { kind: 'info', words: $localize`Verification finished.` }
        : { kind: run.result.valid ? 'good' : 'bad', words: resultWords(run.result) };
  }
}

function resultWords(result: NonNullable<AuditVerificationRun['result']>): string {
  const waiting =
    result.waiting > 0
      ? $localize` ${result.waiting.toLocaleString(readerLocale())} recorded ${result.waiting === 1 ? $localize`event is` : $localize`events are`} waiting for the next signature.`
      : '';
  const pruned =
    result.pruned > 0
      ? $localize` ${result.pruned.toLocaleString(readerLocale())} were removed after their retention period; their hashes are kept.`
      : '';
  return verdictWords(result) + waiting + pruned;
}
