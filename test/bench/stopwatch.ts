import type pg from 'pg';
import { processorMs } from './process-figures.js';

export interface Times {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Mean processor time of one question in this process, and in the server's processes (null where /proc is not there). */
  readonly nodeCpuMs: number;
  readonly postgresCpuMs: number | null;
}

/** Asks each question so many times and takes its quickest, which is what it costs when nothing else wants the processor. */
export class Stopwatch {
  constructor(
    private readonly owner: pg.Client,
    private readonly repeat: number,
  ) {}

  async measure(questions: readonly string[], ask: (question: string) => Promise<unknown>): Promise<Times> {
    const times: number[] = [];
    const databaseBefore = await this.databaseCpuMs();
    const before = process.cpuUsage();
    for (const question of questions) {
      let quickest = Infinity;
      for (let nth = 0; nth < this.repeat; nth++) {
        const started = performance.now();
        await ask(question);
        quickest = Math.min(quickest, performance.now() - started);
      }
      times.push(quickest);
    }
    const { user, system } = process.cpuUsage(before);
    const databaseAfter = await this.databaseCpuMs();
    times.sort((one, other) => one - other);
    const at = (share: number): number => rounded(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
    const runs = questions.length * this.repeat;
    return {
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      maxMs: at(1),
      nodeCpuMs: rounded((user + system) / 1000 / runs),
      postgresCpuMs:
        databaseBefore === null || databaseAfter === null ? null : rounded(spentBetween(databaseBefore, databaseAfter) / runs),
    };
  }

  /** Processor time of each client backend so far, in milliseconds; null where it is unknown. */
  private async databaseCpuMs(): Promise<Map<number, number> | null> {
    const { rows } = await this.owner.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'`,
    );
    const spent = rows.flatMap(({ pid }) => {
      const ms = processorMs(pid);
      return ms === null ? [] : [[pid, ms] as const];
    });
    return spent.length === 0 ? null : new Map(spent);
  }
}

/** A backend that is new since counts from its beginning; one that has gone does not count. */
function spentBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, spent]) => sum + spent - (before.get(pid) ?? 0), 0);
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
