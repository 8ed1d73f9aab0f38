import { Component, computed, input } from '@angular/core';
import { chartPath, chartPoints } from './evaluation-words.rules.js';

const size = { width: 320, height: 80 } as const;

/** One figure over time, from 0 to 100 percent. The table below the charts says the same. */
@Component({
  selector: 'cm-figure-chart',
  template: `
    <svg [attr.viewBox]="box" preserveAspectRatio="none" aria-hidden="true">
      <line class="edge" x1="0" y1="0" [attr.x2]="size.width" y2="0" />
      <line class="edge" x1="0" [attr.y1]="size.height" [attr.x2]="size.width" [attr.y2]="size.height" />
      <path class="line" [attr.d]="path()" />
      @for (point of points(); track $index) {
        @if (point !== null) {
          <path class="point" [attr.d]="'M' + point.x + ' ' + point.y + 'h0'" />
        }
      }
    </svg>
    <span class="axis top" aria-hidden="true">100%</span>
    <span class="axis bottom" aria-hidden="true">0</span>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      height: 5.5rem;
      padding-inline-end: 2.5rem;
      padding-block: var(--space-2);
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
      overflow: visible;
    }
    .edge {
      stroke: var(--line);
    }
    .line,
    .point {
      fill: none;
      stroke: var(--accent);
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
      vector-effect: non-scaling-stroke;
    }
    .edge {
      vector-effect: non-scaling-stroke;
    }
    .point {
      stroke-width: 6;
    }
    .axis {
      position: absolute;
      inset-inline-end: 0;
      color: var(--text-soft);
      font-size: var(--type-1);
    }
    .top {
      top: 0;
    }
    .bottom {
      bottom: 0;
    }
  `,
})
export class FigureChart {
  /** Oldest first. */
  readonly shares = input.required<readonly (number | null)[]>();

  protected readonly size = size;
  protected readonly box = `0 0 ${String(size.width)} ${String(size.height)}`;
  protected readonly points = computed(() => chartPoints(this.shares(), size.width, size.height));
  protected readonly path = computed(() => chartPath(this.points()));
}
