import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type pg from 'pg';

/** Words that were planted, by what they stand for. */
export type Canaries = Readonly<Record<string, string>>;

/** Which words stand in which tables, as text or as bytes. */
export async function foundInRows(
  superuser: pg.Client,
  canaries: Canaries,
): Promise<{ readonly found: string[]; readonly tables: number }> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const [kind, canary] of Object.entries(canaries)) {
      const { rows } = await superuser.query(
        `SELECT 1 FROM ${name} AS row WHERE row::text ILIKE '%' || $1 || '%' OR row::text ILIKE '%' || encode($1::bytea, 'hex') || '%' LIMIT 1`,
        [canary],
      );
      if (rows.length > 0) found.push(`${kind} in ${name}`);
    }
  }
  return { found, tables: tables.length };
}

/** Which words stand in which files below a directory, in any case. */
export function foundIn(directory: string, canaries: Canaries): string[] {
  return filesBelow(directory).flatMap((file) => {
    const text = unlessGone(() => readFileSync(file).toString('latin1').toLowerCase(), '');
    return Object.entries(canaries)
      .filter(([, canary]) => text.includes(canary.toLowerCase()))
      .map(([kind]) => `${kind} in ${basename(file)}`);
  });
}

export function filesBelow(directory: string): string[] {
  return unlessGone(() => readdirSync(directory, { withFileTypes: true }), []).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** A running server removes and renames files, also between listing a directory and reading them. */
function unlessGone<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
