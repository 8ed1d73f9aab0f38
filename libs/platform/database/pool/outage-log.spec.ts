import { expect, it, vi } from 'vitest';
import type { Log } from '../../logging/log.js';
import { OutageLog } from './outage-log.js';

it('writes one line with cause and cure for a kind of outage, and counts what comes within half a minute', () => {
  let now = 0;
  const warn = vi.fn();
  const outages = new OutageLog({ warn } as unknown as Log, () => now);
  for (let request = 0; request < 200; request++) outages.report('slow', { code: '57014' });
  outages.report('locked', { code: '55P03' });
  expect(warn.mock.calls.map(([fact]) => fact as string)).toEqual([
    'database statement took too long',
    'database lock not granted in time',
  ]);
  expect(warn.mock.calls[0]![1]).toMatchObject({ requests: 1, cure: expect.stringContaining('pg_stat_activity') as string });
  now = 30_000;
  outages.report('slow', { code: '57014' });
  expect(warn.mock.calls[2]).toEqual(['database statement took too long', expect.objectContaining({ requests: 200 })]);
});
