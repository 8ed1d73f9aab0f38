import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ChartState } from '../dashboard-store.js';
import { figureWords, forecastWords, timeWords } from '../../../../shared/chart/figures.rules.js';
import { daysUntilZero } from '../series.rules.js';
import { ChartCanvas } from '../../../../shared/chart/chart-canvas.js';
import { dashOf } from '../../../../shared/chart/chart-config.rules.js';

/** One chart: what it shows, the figures beside it, the picture, and the same as a table. */
@Component({
  selector: 'cm-chart-card',
  imports: [ChartCanvas, MatButton],
  templateUrl: './chart-card.html',
  styleUrl: './chart-card.scss',
  host: { role: 'group', '[attr.aria-label]': 'of().words.heading' },
})
export class ChartCard {
  protected readonly $localize = $localize;
  readonly of = input.required<ChartState>();
  readonly again = output();

  protected readonly showsTable = signal(false);
  protected readonly dashOf = dashOf;
  protected readonly legend = computed(() => {
    const { drawing } = this.of();
    if (drawing === null) return [];
    return drawing.lines.map(({ words, figure }) => ({ words, figure: figureWords(figure, drawing.unit) }));
  });
  protected readonly summary = computed(() => {
    const kind = this.of().drawing?.combine === 'sum' ? $localize`in total` : $localize`at last`;
    return `${this.of().words.heading}. ${this.legend()
      .map(({ words, figure }) => `${words}: ${figure} ${kind}`)
      .join(', ')}`;
  });
  protected readonly forecast = computed(() => {
    const { words, drawing } = this.of();
    return words.forecast === true && drawing !== null ? forecastWords(daysUntilZero(drawing)) : '';
  });
  /** Newest first; steps in which nothing is known or counted are left out. */
  protected readonly rows = computed(() => {
    const { drawing } = this.of();
    if (drawing === null) return [];
    const { times, step, unit, lines } = drawing;
    const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
    return times
      .flatMap((time, index) => {
        const values = lines.map((line) => line.values[index] ?? null);
        return values.every((value) => value === null || value === 0)
          ? []
          : [{ time, when: timeWords(time, step, span), values: values.map((value) => figureWords(value, unit)) }];
      })
      .reverse();
  });
}
