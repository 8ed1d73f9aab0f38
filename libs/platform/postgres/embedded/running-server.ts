import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerAddress } from './embedded-postgres.js';
import { parsePostmasterFile } from './postmaster-file.rules.js';
import { runningProcess } from './process-table.js';

/** The address of a running server of a cluster that another process started, or null when none accepts connections. */
export function runningServer(home: string): ServerAddress | null {
  const file = join(home, 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const state = parsePostmasterFile(readFileSync(file, 'utf8'));
  if (state === null || !state.isReady || runningProcess(state.pid) === null) return null;
  return { host: state.socketDirectory || '127.0.0.1', port: state.port };
}
