import { openAsBlob, statSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '../refusal.js';

/** The files that paths name, folders with all that is in them. Hidden files and links are left out. */
export function filesAt(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new Refusal(`There is no file or folder ${path}. Nothing was sent.`);
    return stats.isDirectory() ? filesIn(path) : [path];
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() ? [path] : [];
    });
}

/** A file as a form carries it; read as it is sent, not before. */
export async function formOf(path: string): Promise<FormData> {
  const form = new FormData();
  form.append('file', await openAsBlob(path), basename(path));
  return form;
}
