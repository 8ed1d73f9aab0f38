/** What the key of all parts is derived for: `Keyring.secretFor`. */
export const backupKeyUse = 'backup';

/** What a part is and where it belongs; it opens there only. */
export function partContext(id: string, table: string, number: number): readonly string[] {
  return ['backup part', id, table, String(number)];
}

/** Name of a part's file. */
export function partFile(table: string, number: number): string {
  return `${table}.${String(number).padStart(4, '0')}.part`;
}
