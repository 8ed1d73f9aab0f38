import type { Drawing } from './drawing.js';
import { chartConfig, dashes } from './chart-config.rules.js';

const colours = { lines: ['#111111', '#222222'], grid: '#cccccc', text: '#000000' };

function aDrawing(lines: number, more: Partial<Drawing> = {}): Drawing {
  const line = { words: 'Failed', values: [1, null, 3], figure: 3 };
  return {
    unit: 'count',
    combine: 'highest',
    step: 60,
    times: [0, 60_000, 120_000],
    lines: Array.from({ length: lines }, () => line),
    ...more,
  };
}

describe('a chart', () => {
  it('begins at zero, and a share ends at the whole', () => {
    expect(chartConfig(aDrawing(1), colours).options.scales.y).toMatchObject({ min: 0, beginAtZero: true });
    expect(chartConfig(aDrawing(1, { unit: 'ratio' }), colours).options.scales.y.suggestedMax).toBe(1);
  });

  it('does not move', () => {
    expect(chartConfig(aDrawing(1), colours).options.animation).toBe(false);
  });

  it('tells lines apart without colour', () => {
    const { datasets } = chartConfig(aDrawing(4), colours).data;
    expect(datasets.map(({ borderDash }) => borderDash)).toEqual(dashes);
    expect(new Set(dashes.map(String)).size).toBe(4);
  });

  it('is of bars where one thing was counted, and of lines elsewhere', () => {
    expect(chartConfig(aDrawing(1, { combine: 'sum' }), colours).type).toBe('bar');
    expect(chartConfig(aDrawing(2, { combine: 'sum' }), colours).type).toBe('line');
  });

  it('says values with their unit', () => {
    const { ticks } = chartConfig(aDrawing(1, { unit: 'bytes' }), colours, 'en').options.scales.y;
    expect(ticks.callback(2_000_000)).toBe('2 MB');
  });

  it('shows a value without neighbours as a point', () => {
    expect(chartConfig(aDrawing(1), colours).data.datasets[0]?.pointRadius).toBe(3);
  });
});
