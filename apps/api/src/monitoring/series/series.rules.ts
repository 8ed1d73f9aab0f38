import { seriesKinds, type Series, type SeriesMetric, type SeriesQuery } from '#contracts/monitoring/series.js';

/** One stored value, or several of a step combined. */
export interface SeriesPoint {
  readonly label: string;
  readonly at: Date;
  readonly value: number;
}

export interface SeriesSpan {
  readonly from: Date;
  readonly to: Date;
  /** Seconds. */
  readonly step: number;
}

const dayMs = 86_400_000;
/** Steps that are offered where none is asked for: the first that gives at most this many points. */
const steps = [60, 300, 900, 3_600, 10_800, 86_400];
const fewPoints = 300;
/** Points of a line in one answer. */
export const mostPoints = 3_000;

/** The time that is asked for; null where it is empty or would give too many points. */
export function spanOf(query: SeriesQuery, now: Date): SeriesSpan | null {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - dayMs) : new Date(query.from);
  const seconds = (to.getTime() - from.getTime()) / 1_000;
  if (!(seconds > 0)) return null;
  const step = query.step ?? steps.find((each) => seconds / each <= fewPoints) ?? 86_400;
  return seconds / step > mostPoints ? null : { from, to, step };
}

/** Lines by their labels; a metric with one line has it even when it is empty. */
export function seriesOf(metric: SeriesMetric, { from, to, step }: SeriesSpan, points: readonly SeriesPoint[]): Series {
  const { unit, combine, label: name } = seriesKinds[metric];
  const byLabel = new Map<string, SeriesPoint[]>(name === null ? [['', []]] : []);
  for (const point of points) byLabel.set(point.label, [...(byLabel.get(point.label) ?? []), point]);
  const lines = [...byLabel].map(([label, own]) => ({
    labels: labelsIn(label),
    points: own.map(({ at, value }) => ({ at: at.toISOString(), value })),
  }));
  return { metric, unit, combine, from: from.toISOString(), to: to.toISOString(), step, lines };
}

function labelsIn(label: string): Record<string, string> {
  const at = label.indexOf('=');
  return at === -1 ? {} : { [label.slice(0, at)]: label.slice(at + 1) };
}
