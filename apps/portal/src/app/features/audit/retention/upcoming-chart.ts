import { Component, computed, input } from '@angular/core';
import type { ClassPreview } from '#contracts/retention/retention.js';
import { bars, countWords } from './retention.rules.js';
import { readerLocale } from '../../../../locale/language.js';

/** What goes on each of the next days: bars from zero, with the numbers beside them for readers. */
@Component({
  selector: 'cm-upcoming-chart',
  template: `
    <ol role="list" [attr.aria-label]="label()">
      @for (bar of bars(); track bar.day) {
        <li>
          <span class="day">{{ dayWords(bar.day) }}</span>
          <span class="track" aria-hidden="true"><span class="bar" [style.inline-size.%]="bar.share * 100"></span></span>
          <span class="count">{{ bar.objects.toLocaleString(readerLocale()) }}</span>
        </li>
      } @empty {
        <li i18n class="cm-soft">Nothing becomes due in the next 30 days.</li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: grid;
      gap: 2px;
    }
    li {
      display: grid;
      grid-template-columns: 6rem minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--type-2);
      font-variant-numeric: tabular-nums;
    }
    li.cm-soft {
      display: block;
    }
    .track {
      block-size: 0.625rem;
    }
    .bar {
      display: block;
      block-size: 100%;
      min-inline-size: 2px;
      border-radius: 2px;
      background: var(--accent);
    }
  `,
})
export class UpcomingChart {
  protected readonly readerLocale = readerLocale;
  readonly preview = input.required<ClassPreview>();

  protected readonly bars = computed(() => bars(this.preview()));
  protected readonly label = computed(() => {
    const { object, upcoming } = this.preview();
    const total = upcoming.reduce((sum, { objects }) => sum + objects, 0);
    return $localize`Due in the next 30 days: ${countWords(object, total)}`;
  });

  protected dayWords(day: string): string {
    return new Date(`${day}T00:00:00Z`).toLocaleDateString(readerLocale(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  }
}
