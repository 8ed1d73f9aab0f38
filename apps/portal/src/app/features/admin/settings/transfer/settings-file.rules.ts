import type { Setting } from '#contracts/settings.js';
import { boundsWords, controlFor, textOf, valueOf } from '../row/setting-control.rules.js';

const format = 'chatman.settings';
const version = 1;

/** What was changed in the admin panel, as a file for another installation or for safekeeping. */
export function settingsFile(settings: readonly Setting[]): string {
  const changed = settings.filter(({ origin }) => origin === 'override').map(({ key, value }) => [key, value] as const);
  return `${JSON.stringify({ format, version, overrides: Object.fromEntries(changed) }, null, 2)}\n`;
}

export interface Imported {
  /** What differs from what is saved, as it is typed into its control. */
  readonly edits: readonly { readonly setting: Setting; readonly text: string }[];
  /** How many have the value of the file already. */
  readonly same: number;
  readonly skipped: readonly { readonly key: string; readonly why: string }[];
}

/** Reads such a file. Nothing is saved by it: what fits becomes unsaved changes, for somebody to look at. */
export function readSettingsFile(text: string, settings: readonly Setting[]): Imported | { readonly problem: string } {
  const overrides = overridesIn(text);
  if (overrides === null) return { problem: $localize`This is not a file of settings exported from Chat Man.` };
  const known = new Map(settings.map((setting) => [setting.key, setting]));
  const read = Object.entries(overrides).map(([key, value]) => judged(key, value, known.get(key)));
  return {
    edits: read.flatMap((each) => ('edit' in each ? [each.edit] : [])),
    same: read.filter((each) => 'isSame' in each).length,
    skipped: read.flatMap((each) => ('skipped' in each ? [each.skipped] : [])),
  };
}

type Judged =
  { readonly edit: Imported['edits'][number] } | { readonly isSame: true } | { readonly skipped: Imported['skipped'][number] };

function judged(key: string, value: unknown, setting: Setting | undefined): Judged {
  if (setting === undefined) return { skipped: { key, why: $localize`there is no such setting here` } };
  if (setting.onHost) return { skipped: { key, why: $localize`it can only be set on the server` } };
  const control = controlFor(setting.accepts);
  const entered = valueOf(control, textOf(value));
  if ('problem' in entered)
    return { skipped: { key, why: $localize`its value is not accepted. ${boundsWords(control)}`.trim() } };
  return textOf(entered.value) === textOf(setting.value) ? { isSame: true } : { edit: { setting, text: textOf(value) } };
}

function overridesIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const file = JSON.parse(text) as { format?: unknown; version?: unknown; overrides?: unknown } | null;
    if (file?.format !== format || file.version !== version) return null;
    const { overrides } = file;
    return typeof overrides === 'object' && overrides !== null && !Array.isArray(overrides)
      ? (overrides as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
