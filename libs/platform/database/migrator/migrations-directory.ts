import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `migrations/` of this checkout or image, for what makes a database beside the one that the start migrates. */
export function migrationsDirectory(): string {
  for (let directory = import.meta.dirname; ; directory = dirname(directory)) {
    const found = join(directory, 'migrations');
    if (existsSync(join(directory, 'package.json')) && existsSync(found)) return found;
    if (directory === dirname(directory)) throw new Error(`invariant: no migrations above ${import.meta.dirname}`);
  }
}
