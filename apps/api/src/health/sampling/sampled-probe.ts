import type { Probe, ProbeDeclaration, ProbeResult } from '#platform/probes/probe.js';

/** Milliseconds after which a silent probe counts as failed. */
const timeout = 2_000;
/** Milliseconds after which a probe that hangs is run again: a dead connection hangs for longer than what is behind it was away. */
const retryAfter = 30_000;
/** Runs of one probe at a time. Each may hold a connection, or a thread of the file system. */
const mostRuns = 2;

export interface ProbeSample extends ProbeResult {
  readonly at: Date;
}

interface Run {
  readonly startedAt: number;
  /** Resolves when the run has a result, which is at the latest after the timeout. */
  readonly sampled: Promise<void>;
}

/** One probe with its latest result. A run that hangs has a result in time all the same, and does not delay the next look at it. */
export class SampledProbe {
  sample: ProbeSample | null = null;
  /** The latest run, for as long as it has not ended. */
  private current: Run | null = null;
  private runs = 0;

  constructor(
    readonly declaration: ProbeDeclaration,
    private readonly probe: Probe,
    private readonly now: () => Date,
    private readonly report: { failed(error: unknown): void; changed(from: ProbeSample, to: ProbeSample): void },
  ) {}

  /** Resolves as soon as there is a result newer than this call; at once where a run is known to hang. */
  refresh(): Promise<void> {
    const run = this.current;
    if (run === null || (performance.now() - run.startedAt >= retryAfter && this.runs < mostRuns)) return this.begin().sampled;
    if (performance.now() - run.startedAt >= timeout) this.keep({ status: 'fail', message: 'Not responding' });
    return run.sampled;
  }

  private begin(): Run {
    const signal = AbortSignal.timeout(timeout);
    const answer = this.checked(signal);
    const silence = new Promise<ProbeResult>((resolve) => {
      signal.addEventListener('abort', () => resolve({ status: 'fail', message: 'Not responding' }), { once: true });
    });
    const sampled = Promise.race([answer, silence]).then((result) => this.keep(result));
    const run: Run = { startedAt: performance.now(), sampled };
    this.current = run;
    this.runs += 1;
    void answer.then(() => {
      this.runs -= 1;
      if (this.current === run) this.current = null;
    });
    return run;
  }

  private keep(result: ProbeResult): void {
    const before = this.sample;
    this.sample = { ...result, at: this.now() };
    if (before !== null && before.status !== result.status) this.report.changed(before, this.sample);
  }

  /** A probe that throws has failed. Why stays in the log, since the report is public. */
  private async checked(signal: AbortSignal): Promise<ProbeResult> {
    try {
      return await this.probe.check(signal);
    } catch (error) {
      this.report.failed(error);
      return { status: 'fail', message: 'Failed' };
    }
  }
}
