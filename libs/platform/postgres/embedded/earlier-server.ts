import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parsePostmasterFile } from './postmaster-file.rules.js';
import { eventually, processesWorkingIn, runningProcess, signal, workingDirectory } from './process-table.js';
import { PostgresUnavailable } from '../postgres.errors.js';

const patience = { fastStopMs: 30_000, immediateStopMs: 10_000 };

/**
 * Cleans up after a killed run in a cluster directory, so that a new server can start there: stops a server that lost its starter,
 * waits for children of a killed one, and removes a lock file that names a zombie or a foreign process (PostgreSQL itself would take
 * either for a living server and refuse). The lock file of a plainly dead server is left to PostgreSQL, which handles it with more care.
 * Only call this while holding the cluster's lock: it stops every process that runs there.
 */
export async function clearEarlierServer(cluster: string): Promise<void> {
  const pid = recordedPid(cluster);
  if (pid !== null && isServerOf(cluster, pid)) await stopServer(pid);
  await waitForChildren(cluster);
  const left = recordedPid(cluster);
  if (left !== null && seemsAlive(left) && !isServerOf(cluster, left)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function recordedPid(cluster: string): number | null {
  try {
    return parsePostmasterFile(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'))?.pid ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isServerOf(cluster: string, pid: number): boolean {
  const found = runningProcess(pid);
  if (found === null) return false;
  const program = basename(found.command.split(' ')[0] ?? '').replace(/\.exe$/, '');
  if (program !== 'postgres') return false;
  const directory = workingDirectory(pid);
  return directory === null ? found.command.includes(cluster) || process.platform === 'win32' : directory === cluster;
}

async function stopServer(pid: number): Promise<void> {
  const isGone = (): boolean => runningProcess(pid) === null;
  signal(pid, 'SIGINT');
  if (await eventually(isGone, patience.fastStopMs)) return;
  signal(pid, 'SIGQUIT');
  if (await eventually(isGone, patience.immediateStopMs)) return;
  throw new PostgresUnavailable(
    `A PostgreSQL server from an earlier run (process ${pid}) doesn’t stop. End that process, then start Chat Man again.`,
  );
}

/** Starting beside living children of a dead server would damage the data, so they have to be gone first. */
async function waitForChildren(cluster: string): Promise<void> {
  const areGone = (): boolean => processesWorkingIn(cluster).length === 0;
  if (await eventually(areGone, patience.immediateStopMs)) return;
  for (const pid of processesWorkingIn(cluster)) signal(pid, 'SIGKILL');
  if (await eventually(areGone, patience.immediateStopMs)) return;
  throw new PostgresUnavailable(
    `Processes of an earlier PostgreSQL server are still using ${cluster}. End them, then start Chat Man again.`,
  );
}

/** What PostgreSQL would think: unlike `runningProcess`, a zombie counts as alive. */
function seemsAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
