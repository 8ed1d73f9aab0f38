import { figureWords, leastTop, timeWords } from './figures.rules.js';
import type { Drawing } from './drawing.js';
import { readerLocale } from '../../../locale/language.js';

/** Dashes tell lines apart where colour does not: in greyscale, on paper, for people who see colours otherwise. */
export const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [10, 3, 2, 3]];

export interface ChartColours {
  readonly lines: readonly string[];
  readonly grid: string;
  readonly text: string;
}

export function dashOf(index: number): readonly number[] {
  return dashes[index % dashes.length] ?? [];
}

/** What was counted, in one line, is drawn as bars; everything else as lines. */
export function isBars({ combine, lines }: Pick<Drawing, 'combine' | 'lines'>): boolean {
  return combine === 'sum' && lines.length === 1;
}

/** The chart for chart.js: from zero, without motion, few ticks. `locale` is the browser's unless given. */
export function chartConfig(drawing: Drawing, colours: ChartColours, locale = readerLocale()) {
  const { times, step, unit } = drawing;
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const font = { family: 'system-ui, sans-serif', size: 12 };
  const ticks = { color: colours.text, font, maxRotation: 0, autoSkipPadding: 24 };
  return {
    type: isBars(drawing) ? ('bar' as const) : ('line' as const),
    data: {
      labels: times.map((time) => timeWords(time, step, span, locale)),
      datasets: drawing.lines.map(({ words, values }, index) => {
        const colour = colours.lines[index % colours.lines.length] ?? colours.text;
        return {
          label: words,
          data: [...values],
          borderColor: colour,
          backgroundColor: colour,
          borderDash: [...dashOf(index)],
          borderWidth: isBars(drawing) ? 0 : 2,
          pointRadius: lonely(values) ? 3 : 0,
          pointHitRadius: 12,
          spanGaps: false,
        };
      }),
    },
    options: {
      animation: false as const,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index' as const, intersect: false },
      scales: {
        x: { grid: { display: false }, ticks, border: { color: colours.grid } },
        y: {
          beginAtZero: true,
          min: 0,
          suggestedMax: leastTop(unit),
          grid: { color: colours.grid },
          border: { display: false },
          ticks: {
            ...ticks,
            maxTicksLimit: 5,
            ...(unit === 'count' ? { precision: 0 } : {}),
            callback: (value: number | string) => figureWords(Number(value), unit, locale),
          },
        },
      },
      plugins: {
        tooltip: {
          callbacks: {
            label: (item: { readonly dataset: { readonly label?: string }; readonly parsed: { readonly y: number | null } }) =>
              `${item.dataset.label ?? ''}: ${figureWords(item.parsed.y, unit, locale)}`,
          },
        },
      },
    },
  };
}

/** A value without neighbours has no line to be seen by. */
function lonely(values: readonly (number | null)[]): boolean {
  return values.some(
    (value, index) => value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null,
  );
}
