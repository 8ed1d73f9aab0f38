import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** One running process, as far as the operating system shows it. */
export interface ProcessFacts {
  readonly pid: number;
  /** Together with the pid it names one process for good: pids are used again, start times with them are not. */
  readonly startedAt: string;
  readonly command: string;
}

/** The process, or null when it does not exist or has ended and only waits to be collected by its parent (a zombie). */
export function runningProcess(pid: number): ProcessFacts | null {
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'win32') return fromTasklist(pid);
  return fromPs(pid);
}

/**
 * All processes whose working directory is `directory`. A PostgreSQL server and each of its children work in the cluster directory,
 * so this finds children that outlived a killed server. Linux only; elsewhere the answer is empty.
 */
export function processesWorkingIn(directory: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && workingDirectory(pid) === directory && fromProc(pid) !== null);
}

/** The directory a process works in, or null when that cannot be known. */
export function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // gone, not ours to read, or no /proc on this system
  }
}

/** Sends a signal; whether the process was there to get it. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until `condition` holds; whether it did so within `timeoutMs` milliseconds. */
export async function eventually(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function fromProc(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startedAt] = [fields[0], fields[19]];
    if (state === undefined || startedAt === undefined || state === 'Z' || state === 'X') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid, startedAt, command };
  } catch {
    return null; // no such process
  }
}

function fromPs(pid: number): ProcessFacts | null {
  const output = quietly('ps', ['-p', String(pid), '-o', 'stat=,lstart=,command=']);
  const found = /^\s*(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/m.exec(output);
  if (!found || found[1]!.startsWith('Z')) return null;
  return { pid, startedAt: found[2]!.replace(/\s+/g, ' '), command: found[3]!.trim() };
}

function fromTasklist(pid: number): ProcessFacts | null {
  const found = /^"([^"]+)","(\d+)"/m.exec(quietly('tasklist', ['/FO', 'CSV', '/NH', '/FI', `PID eq ${pid}`]));
  return found && Number(found[2]) === pid ? { pid, startedAt: '', command: found[1]! } : null;
}

function quietly(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return ''; // the tool is absent, or says "no such process" by its exit code
  }
}
