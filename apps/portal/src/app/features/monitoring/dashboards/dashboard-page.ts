import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { When } from '../../../shared/when/when.js';
import { ChartCard } from './chart/chart-card.js';
import { DashboardStore } from './dashboard-store.js';
import { dashboardsInEnglish, type DashboardId } from './dashboards.en.js';

/** Choices of time, by what stands in the address. */
const ranges = [
  { value: '1h', words: $localize`Hour`, days: 1 / 24 },
  { value: '1d', words: $localize`Day`, days: 1 },
  { value: '7d', words: $localize`Week`, days: 7 },
  { value: '30d', words: $localize`Month`, days: 30 },
  { value: '90d', words: $localize`90 days`, days: 90 },
] as const;

/** One dashboard: a few large charts of one subject, over a time that can be chosen. */
@Component({
  selector: 'cm-dashboard-page',
  imports: [ChartCard, FilterChips, When],
  providers: [DashboardStore],
  host: { class: 'cm-page' },
  template: `
    <div class="frame">
      <header class="cm-page-head">
        <div class="words">
          <h1>{{ words().heading }}</h1>
          <p>{{ words().help }}</p>
        </div>
      </header>
      <div class="cm-filters">
        <cm-filter-chips
          i18n-label
          label="The last"
          [choices]="ranges"
          [chosen]="range().value"
          (chosenChange)="choose($event)"
        />
        @if (store.readAt(); as at) {
          <span i18n class="cm-soft">Updated <cm-when [at]="at.toISOString()" /></span>
        }
      </div>
      <div class="charts">
        @for (chart of store.charts(); track chart.words.heading) {
          <cm-chart-card [of]="chart" (again)="store.read()" />
        }
      </div>
    </div>
  `,
  styles: `
    .frame {
      max-width: 84rem;
      margin: 0 auto;
      padding: 0 var(--space-6) var(--space-12);
    }
    .charts {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
      gap: var(--space-4);
      align-items: start;
      margin-top: var(--space-3);
    }
    @media (max-width: 30rem) {
      .frame {
        padding-inline: var(--space-4);
      }
    }
  `,
})
export class DashboardPage {
  private readonly router = inject(Router);
  protected readonly store = inject(DashboardStore);

  /** From the route's data. */
  readonly dashboard = input.required<DashboardId>();
  /** From the address. */
  readonly last = input<string>();

  protected readonly ranges = ranges;
  protected readonly words = computed(() => dashboardsInEnglish[this.dashboard()]);
  protected readonly range = computed(() => ranges.find(({ value }) => value === this.last()) ?? ranges[1]);

  constructor() {
    effect(() => {
      const { charts } = this.words();
      const { days } = this.range();
      untracked(() => this.store.show(charts, days));
    });
  }

  protected choose(last: string): void {
    void this.router.navigate([], { queryParams: { last }, replaceUrl: true });
  }
}
