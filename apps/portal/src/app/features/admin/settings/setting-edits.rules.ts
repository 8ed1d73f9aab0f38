/** What was typed into a setting and is not saved: the text, and the value that stood there when it was typed. */
export interface SettingEdit {
  readonly text: string;
  readonly from: string;
}

export type SettingEdits = ReadonlyMap<string, SettingEdit>;

/** An edit that comes back to what is saved is none. */
export function edited(edits: SettingEdits, key: string, text: string, saved: string): SettingEdits {
  const after = new Map(edits);
  if (text === saved) after.delete(key);
  else after.set(key, { text, from: edits.get(key)?.from ?? saved });
  return after;
}

export function without(edits: SettingEdits, keys: readonly string[]): SettingEdits {
  return new Map([...edits].filter(([key]) => !keys.includes(key)));
}

export function written(edits: SettingEdits): string {
  return edits.size === 0 ? '' : JSON.stringify([...edits]);
}

/** The edits of a draft; none where it cannot be read. */
export function read(draft: string): SettingEdits {
  try {
    const entries = JSON.parse(draft === '' ? '[]' : draft) as unknown;
    return new Map(Array.isArray(entries) ? entries.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, SettingEdit] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const edit = entry[1] as Partial<SettingEdit> | null | undefined;
  return typeof edit?.text === 'string' && typeof edit.from === 'string';
}
