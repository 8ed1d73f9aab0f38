import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '#platform/clock.js';
import { Log } from '#platform/logging/log.js';
import type { Probe, ProbeResult, Probes } from '#platform/probes/probe.js';
import { HealthSampler } from './health-sampler.js';

const pass: ProbeResult = { status: 'pass', message: 'Fine' };
const silent: ProbeResult = { status: 'fail', message: 'Not responding' };
const log = new PassThrough();
const lines: string[] = [];
log.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));

let running: HealthSampler | null = null;
function samplerOf(probes: Record<string, Probe['check']>): HealthSampler {
  const all = () =>
    Object.entries(probes).map(([name, check]) => ({
      declaration: { name, vital: name.startsWith('vital') },
      probe: { check } satisfies Probe,
    }));
  running = new HealthSampler({ all } as unknown as Probes, new Clock(), new Log('info', log));
  return running;
}

const verdicts = ({ checks }: Awaited<ReturnType<HealthSampler['current']>>) =>
  Object.fromEntries(checks.map(({ name, status, message }) => [name, { status, message }]));

/** What a request gets, and after how many milliseconds. */
async function asked(sampler: HealthSampler): Promise<{ after: number; checks: Record<string, ProbeResult>; age: number }> {
  const start = Date.now();
  const answer = sampler.current().then((sampled) => ({ after: Date.now() - start, sampled }));
  await vi.advanceTimersByTimeAsync(5_000);
  const { after, sampled } = await answer;
  return { after, checks: verdicts(sampled), age: sampled.ageSeconds };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), milliseconds);
    return controller.signal;
  });
  lines.length = 0;
});
afterEach(async () => {
  await running?.onModuleDestroy();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const hangs = () => new Promise<ProbeResult>(() => undefined);

describe('a probe that hangs', () => {
  it('has failed after two seconds for the first request, and the others have their results', async () => {
    const { after, checks } = await asked(samplerOf({ hung: hangs, fine: async () => pass }));
    expect({ after, checks }).toEqual({ after: 2_000, checks: { hung: silent, fine: pass } });
  });

  it('keeps nobody waiting once that is known', async () => {
    const sampler = samplerOf({ hung: hangs, fine: async () => pass });
    await asked(sampler);
    expect((await asked(sampler)).after).toBe(0);
  });

  it('that answered before delays a request by a second, which then gets the last result and its age', async () => {
    let check: Probe['check'] = async () => pass;
    const sampler = samplerOf({ one: (signal) => check(signal) });
    await asked(sampler);
    check = hangs;
    expect(await asked(sampler)).toEqual({ after: 1_000, checks: { one: pass }, age: 6 });
    expect((await asked(sampler)).checks).toEqual({ one: silent });
  });

  it('is run again after half a minute, twice at most, and passes when a later run answers', async () => {
    const answers: ((result: ProbeResult) => void)[] = [];
    const check = vi.fn<Probe['check']>(() => new Promise<ProbeResult>((resolve) => answers.push(resolve)));
    const sampler = samplerOf({ hung: check });
    for (let seconds = 0; seconds < 300; seconds += 5) await asked(sampler);
    expect(check).toHaveBeenCalledTimes(2);
    answers[1]!(pass);
    await vi.advanceTimersByTimeAsync(0);
    const again = sampler.current();
    answers[2]!(pass);
    expect(verdicts(await again)).toEqual({ hung: pass });
  });

  it('does not let requests start more of it', async () => {
    const check = vi.fn<Probe['check']>(hangs);
    const sampler = samplerOf({ hung: check });
    const requests = Array.from({ length: 500 }, () => sampler.current());
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(requests);
    expect(check).toHaveBeenCalledTimes(1);
  });
});

describe('probes', () => {
  it('run in the background: vital ones every five seconds, others every fifteen', async () => {
    const vital = vi.fn<Probe['check']>(async () => pass);
    const other = vi.fn<Probe['check']>(async () => pass);
    const sampler = samplerOf({ 'vital one': vital, other });
    sampler.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([vital.mock.calls.length, other.mock.calls.length]).toEqual([12, 4]);
    expect(verdicts(sampler.known())).toEqual({ 'vital one': pass, other: pass });
  });

  it('run once for all who ask within a second', async () => {
    const check = vi.fn<Probe['check']>(async () => pass);
    const sampler = samplerOf({ fine: check });
    await Promise.all([sampler.current(), sampler.current()]);
    vi.setSystemTime(Date.now() + 999);
    await sampler.current();
    expect(check).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 1);
    await sampler.current();
    expect(check).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('secret'))],
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
  ])('that %s have failed, without saying why in public', async (_name, check) => {
    expect(verdicts(await samplerOf({ broken: check }).current())).toEqual({ broken: { status: 'fail', message: 'Failed' } });
    expect(lines.join('')).not.toContain('secret');
  });

  it('are a line in the log when their verdict changes, and only then', async () => {
    let result = pass;
    const sampler = samplerOf({ disk: async () => result });
    await asked(sampler);
    await asked(sampler);
    result = { status: 'warn', message: 'Running low' };
    await asked(sampler);
    await asked(sampler);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'warn', message: 'health changed', check: 'disk', from: 'pass', to: 'warn' },
    ]);
  });
});
