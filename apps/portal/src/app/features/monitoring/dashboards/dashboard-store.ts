import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { wordsFor } from '../../../core/api/api-problem.js';
import type { ChartWords } from './dashboards.en.js';
import { DashboardsApi } from './dashboards-api.js';
import type { Drawing } from '../../../shared/chart/drawing.js';
import { drawingOf } from './series.rules.js';

const refreshMs = 60_000;

/** What one chart has: `drawing` null and no failure means that nothing was recorded. */
export interface ChartState {
  readonly words: ChartWords;
  readonly isLoading: boolean;
  readonly drawing: Drawing | null;
  /** Empty while the last reading succeeded; the drawing before it stays. */
  readonly failure: string;
}

/** The charts of the dashboard that is open, read again each minute while the page is in view. */
@Injectable()
export class DashboardStore {
  private readonly api = inject(DashboardsApi);
  private run = new AbortController();
  private shown: { readonly charts: readonly ChartWords[]; readonly days: number } | null = null;

  readonly charts = signal<readonly ChartState[]>([]);
  readonly readAt = signal<Date | null>(null);

  constructor() {
    const refresh = () => (document.visibilityState === 'visible' ? void this.read() : undefined);
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener('visibilitychange', refresh);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
      this.run.abort();
    });
  }

  show(charts: readonly ChartWords[], days: number): void {
    this.shown = { charts, days };
    this.charts.set(charts.map((words) => ({ words, isLoading: true, drawing: null, failure: '' })));
    void this.read();
  }

  async read(): Promise<void> {
    if (this.shown === null) return;
    const { charts, days } = this.shown;
    this.run.abort();
    this.run = new AbortController();
    const { signal: stop } = this.run;
    const to = new Date();
    const from = new Date(to.getTime() - days * 86_400_000);
    for (const words of charts) {
      if (stop.aborted) return;
      await this.readOne(words, from, to, stop); // one after the other: a dashboard is not a burst of requests
    }
    if (!stop.aborted) this.readAt.set(new Date());
  }

  private async readOne(words: ChartWords, from: Date, to: Date, stop: AbortSignal): Promise<void> {
    try {
      const series = await Promise.all(words.lines.map(({ metric }) => this.api.series(metric, from, to, stop)));
      this.set(words, stop, { drawing: drawingOf(words, series), failure: '' });
    } catch (failure) {
      this.set(words, stop, { failure: wordsFor(failure) });
    }
  }

  private set(words: ChartWords, stop: AbortSignal, now: Partial<ChartState>): void {
    if (stop.aborted) return;
    this.charts.update((all) => all.map((chart) => (chart.words === words ? { ...chart, isLoading: false, ...now } : chart)));
  }
}
