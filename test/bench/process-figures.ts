import { readFileSync, writeFileSync } from 'node:fs';

/** Processor time of a process so far in milliseconds, its threads included (Linux counts in hundredths of a second); null where /proc is not there. */
export function processorMs(pid: number): number | null {
  try {
    const [user = 0, system = 0] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
    return (user + system) * 10;
  } catch {
    return null;
  }
}

/** Memory of a process in megabytes, resident now or at its highest; null where /proc is not there. */
export function residentMegabytes(pid: number, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number((Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1024).toFixed(2));
  } catch {
    return null;
  }
}

/** From now on `VmHWM` is the highest memory since this moment. Linux allows it for one's own processes. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Elsewhere the peak is that of the whole life.
  }
}
