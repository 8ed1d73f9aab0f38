import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePostmasterFile } from './postmaster-file.rules.js';

/** Whether the server with this pid accepts connections. On Windows the pid that we know may be the starter's, so it is not compared. */
export function isReady(cluster: string, pid: number): boolean {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const state = parsePostmasterFile(readFileSync(file, 'utf8'));
  if (state === null || !state.isReady) return false;
  if (process.platform === 'win32') return true;
  return state.pid === pid && existsSync(join(state.socketDirectory, `.s.PGSQL.${state.port}`));
}
