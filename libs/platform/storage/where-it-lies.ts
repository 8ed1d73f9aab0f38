import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where a path that may not be there yet would come to lie: the real path of the nearest directory above it that is. */
export function whereItLies(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : whereItLies(dirname(path));
  }
}
