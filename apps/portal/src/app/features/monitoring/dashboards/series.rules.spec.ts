import type { Series } from '#contracts/monitoring/series.js';
import type { ChartWords } from './dashboards.en.js';
import { daysUntilZero, drawingOf } from './series.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();

function aSeries(more: Partial<Series> = {}): Series {
  return { metric: 'sign_ins', unit: 'count', combine: 'sum', from: at(0), to: at(4), step: 60, lines: [], ...more };
}
const line = (label: string | null, points: readonly (readonly [number, number])[]): Series['lines'][number] => ({
  labels: label === null ? {} : { outcome: label },
  points: points.map(([minute, value]) => ({ at: at(minute), value })),
});
const words: ChartWords = {
  heading: 'Sign-ins',
  help: '',
  lines: [{ metric: 'sign_ins', words: 'All' }],
  labels: { failed: 'Failed' },
};

describe('a drawing', () => {
  it('puts lines on common times, with zero where nothing was counted, and names them', () => {
    const series = aSeries({ lines: [line('failed', [[1, 3]]), line('new-kind', [[0, 1], [4, 2]])] }); // prettier-ignore
    expect(drawingOf(words, [series])).toMatchObject({
      step: 60,
      times: [0, 1, 2, 3, 4].map((minute) => Date.parse(at(minute))),
      lines: [
        { words: 'Failed', values: [0, 3, 0, 0, 0], figure: 3 },
        { words: 'new-kind', values: [1, 0, 0, 0, 2], figure: 3 },
      ],
    });
  });

  it('leaves a gap where a value is not known, and tells the last one', () => {
    const series = aSeries({ combine: 'highest', lines: [line(null, [[0, 5], [2, 7]])] }); // prettier-ignore
    expect(drawingOf(words, [series])?.lines).toEqual([{ words: 'All', values: [5, null, 7, null, null], figure: 7 }]);
  });

  it.each([
    ['no series', []],
    ['no lines', [aSeries()]],
    ['nothing counted', [aSeries({ lines: [line('failed', [])] })]],
    ['nothing known', [aSeries({ combine: 'highest', lines: [line(null, [])] })]],
  ])('is none with %s', (_name, series) => {
    expect(drawingOf(words, series)).toBeNull();
  });

  it('is one where a known value is zero', () => {
    expect(drawingOf(words, [aSeries({ combine: 'highest', lines: [line(null, [[0, 0]])] })])).not.toBeNull();
  });
});

describe('days until zero', () => {
  const day = 86_400_000;
  const of = (values: readonly (number | null)[]) =>
    daysUntilZero({ times: values.map((_, index) => index * day), lines: [{ words: '', values, figure: null }] });

  it.each([
    ['ten a day', [130, 120, 110, 100], 10],
    ['with a gap', [130, null, 110, 100], 10],
    ['growing', [1, 2, 3], null],
    ['as it was', [5, 5, 5], null],
    ['too slowly to say', [100_000, 99_999.9, 99_999.8], null],
    ['too little known', [2, 1], null],
  ])('%s', (_name, values, days) => {
    const found = of(values);
    if (days === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(days, 5);
  });
});
