import { describe, expect, it } from 'vitest';
import { seriesOf, spanOf } from './series.rules.js';

const now = new Date('2026-03-04T12:00:00Z');

describe('the time of a series', () => {
  it('is the last day in steps of five minutes unless said otherwise', () => {
    expect(spanOf({ metric: 'sign_ins' }, now)).toEqual({ from: new Date('2026-03-03T12:00:00Z'), to: now, step: 300 });
  });

  it.each([
    ['2026-03-04T11:00:00Z', 60],
    ['2026-02-25T12:00:00Z', 3_600],
    ['2025-12-04T12:00:00Z', 86_400],
  ])('from %s has steps of %d seconds', (from, step) => {
    expect(spanOf({ metric: 'sign_ins', from }, now)?.step).toBe(step);
  });

  it('is refused when it is empty, or has too many points', () => {
    expect(spanOf({ metric: 'sign_ins', from: now.toISOString() }, now)).toBeNull();
    expect(spanOf({ metric: 'sign_ins', from: '2025-12-04T12:00:00Z', step: 60 }, now)).toBeNull();
  });
});

it('lines are by label; a metric with one line has it also when it is empty', () => {
  const span = { from: now, to: now, step: 60 };
  const lines = seriesOf('sign_ins', span, [
    { label: 'outcome=failed', at: now, value: 2 },
    { label: 'outcome=succeeded', at: now, value: 3 },
  ]).lines;
  expect(lines.map(({ labels, points }) => [labels, points.map(({ value }) => value)])).toEqual([
    [{ outcome: 'failed' }, [2]],
    [{ outcome: 'succeeded' }, [3]],
  ]);
  expect(seriesOf('active_sessions', span, []).lines).toEqual([{ labels: {}, points: [] }]);
});
