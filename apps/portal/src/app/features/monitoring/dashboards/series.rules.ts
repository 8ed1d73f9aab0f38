import type { Series } from '#contracts/monitoring/series.js';
import type { Drawing, DrawnLine } from '../../../shared/chart/drawing.js';
import type { ChartWords } from './dashboards.en.js';

/** Puts the series of a chart on common times. Without any value there is nothing to draw: null. */
export function drawingOf(words: ChartWords, series: readonly Series[]): Drawing | null {
  const [first] = series;
  if (first === undefined) return null;
  const times = timesOf(first);
  const lines = series.flatMap((each, index) => linesOf(each, words, index, times));
  if (lines.every(({ values }) => values.every((value) => value === null || (value === 0 && first.combine === 'sum'))))
    return null;
  return { unit: first.unit, combine: first.combine, step: first.step, times, lines };
}

/** From the first whole step within the span to the last that has begun. */
function timesOf({ from, to, step }: Series): number[] {
  const stepMs = step * 1_000;
  const begin = Math.floor(Date.parse(from) / stepMs) * stepMs;
  const count = Math.floor((Date.parse(to) - begin) / stepMs) + 1;
  return Array.from({ length: count }, (_, index) => begin + index * stepMs);
}

function linesOf(series: Series, words: ChartWords, index: number, times: readonly number[]): DrawnLine[] {
  const stepMs = series.step * 1_000;
  return series.lines.map(({ labels, points }) => {
    const byTime = new Map(points.map(({ at, value }) => [Math.floor(Date.parse(at) / stepMs) * stepMs, value]));
    const values = times.map((time) => byTime.get(time) ?? (series.combine === 'sum' ? 0 : null));
    return { words: lineWords(Object.values(labels), words, index), values, figure: figureOf(series.combine, values) };
  });
}

function lineWords([label]: readonly string[], { lines, labels }: ChartWords, index: number): string {
  return label === undefined ? (lines[index]?.words ?? '') : (labels?.[label] ?? label);
}

function figureOf(combine: Series['combine'], values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return combine === 'sum' ? known.reduce((sum, value) => sum + value, 0) : (known.at(-1) ?? null);
}

const dayMs = 86_400_000;

/**
 * Days until the first line reaches zero, on the straight line that fits its values best. Null where it does not fall, where it would take more
 * than ten years, or where less than a tenth of the time is known.
 */
export function daysUntilZero({ times, lines }: Pick<Drawing, 'times' | 'lines'>): number | null {
  const points = (lines[0]?.values ?? []).flatMap((value, index) =>
    value === null ? [] : [{ x: times[index]! / dayMs, y: value }],
  );
  if (points.length < Math.max(3, times.length / 10)) return null;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  if (!(slope < 0)) return null;
  const days = points.at(-1)!.y / -slope;
  return days > 3_650 ? null : days;
}
