import { execFileSync } from 'node:child_process';
import { runningProcess } from '../../libs/platform/postgres/embedded/process-table.js';

/** Processes that the given one started and that run still (zombies included). */
export function childrenOf(pid: number): number[] {
  return parents()
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);
}

/** The children, their children, and so on. */
export function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

/** A condition that holds when none of the processes runs any more. */
export function areGone(pids: readonly number[]): () => boolean {
  return () => pids.every((pid) => runningProcess(pid) === null);
}

function parents(): [number, number][] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}
