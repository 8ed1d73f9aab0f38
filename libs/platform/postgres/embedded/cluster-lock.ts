import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { runningProcess } from './process-table.js';
import { PostgresUnavailable } from '../postgres.errors.js';

/**
 * One process at a time manages a cluster directory. The lock names its holder by pid and start time, so it frees itself
 * when the holder is killed, even if another process has the pid by then.
 * @returns a function that releases the lock.
 * @throws PostgresUnavailable while another living process holds it.
 */
export function lockCluster(file: string): () => void {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(file)) return () => rmSync(file, { force: true });
    const holder = livingHolder(file);
    if (holder !== null) {
      throw new PostgresUnavailable(
        `Chat Man is already running with this data directory (process ${holder}). Nothing was changed. Stop that process first, ` +
          'or give this installation its own directories and port: CHAT_MAN_DATA_DIR, CHAT_MAN_CONFIG_DIR, PORT.',
      );
    }
    setAside(file);
  }
  throw new PostgresUnavailable(
    `Several instances tried to start at the same time and compete for ${file}. Start Chat Man again.`,
  );
}

function create(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, `${process.pid}\n${runningProcess(process.pid)?.startedAt ?? ''}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function livingHolder(file: string): number | null {
  const [pid, startedAt] = contents(file).split('\n');
  const found = runningProcess(Number(pid));
  return found !== null && found.startedAt === startedAt ? found.pid : null;
}

/** Rename succeeds for exactly one of several starters, so only one of them clears away the lock of a dead holder. */
function setAside(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function contents(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
