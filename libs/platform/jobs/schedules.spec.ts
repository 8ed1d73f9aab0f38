import { SchedulerRegistry } from '@nestjs/schedule';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { setting, settingsSlice } from '../config/settings/settings-slice.js';
import { Settings } from '../config/settings/settings.js';
import { Log } from '../logging/log.js';
import { Schedules } from './schedules.js';

const Rhythm = settingsSlice('rhythm', { line: setting(z.string(), '41 * * * *', { describe: 'When.', live: true }) });

const instances: Schedules[] = [];

function schedules() {
  const settings = new Settings([Rhythm], { file: undefined, fileName: '', environment: {}, overrides: new Map() });
  const made = new Schedules(new SchedulerRegistry(), settings, new Log('error', new PassThrough()));
  instances.push(made);
  return { schedules: made, settings };
}

const hour = 3_600_000;

describe('scheduled work', () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date('2031-04-05T00:00:10Z') }));
  afterEach(() => {
    for (const each of instances.splice(0)) each.beforeApplicationShutdown();
    vi.useRealTimers();
  });

  it('is due at the times of its cron line, in UTC, and knows the next one', async () => {
    const { schedules: subject } = schedules();
    const slots: string[] = [];
    subject.keep('spec', '41 * * * *', async (slot) => void slots.push(slot.toISOString()));
    expect(subject.next('spec')).toEqual(new Date('2031-04-05T00:41:00Z'));
    expect(subject.next('other')).toBeNull();
    await vi.advanceTimersByTimeAsync(2 * hour);
    expect(slots).toEqual(['2031-04-05T00:41:00.000Z', '2031-04-05T01:41:00.000Z']);
  });

  it('follows a changed setting immediately', async () => {
    const { schedules: subject, settings } = schedules();
    const slots: string[] = [];
    subject.keep(
      'spec',
      () => settings.of(Rhythm).line,
      async (slot) => void slots.push(slot.toISOString()),
    );
    settings.override(new Map([['rhythm.line', '5 * * * *']]));
    expect(subject.next('spec')).toEqual(new Date('2031-04-05T00:05:00Z'));
    await vi.advanceTimersByTimeAsync(hour);
    expect(slots).toEqual(['2031-04-05T00:05:00.000Z']);
  });

  it('is handed over later when that fails, and is still of its own time', async () => {
    const { schedules: subject } = schedules();
    const due = vi
      .fn((_slot: Date) => Promise.resolve())
      .mockRejectedValueOnce(new Error('no database'))
      .mockRejectedValueOnce(new Error('no database'));
    subject.keep('spec', '41 * * * *', due);
    await vi.advanceTimersByTimeAsync(hour);
    expect(due.mock.calls.map(([slot]) => slot.toISOString())).toEqual(Array(3).fill('2031-04-05T00:41:00.000Z'));
  });

  it('is done late by a machine that was asleep', async () => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined); // the library says that it is late
    const { schedules: subject } = schedules();
    const slots: string[] = [];
    subject.keep('spec', '41 1 * * *', async (slot) => void slots.push(slot.toISOString()));
    vi.setSystemTime(new Date('2031-04-05T07:00:00Z'));
    await vi.advanceTimersByTimeAsync(2 * hour);
    expect(slots).toEqual(['2031-04-05T01:41:00.000Z']);
    expect(subject.next('spec')).toEqual(new Date('2031-04-06T01:41:00Z'));
  });
});
