import { Component, DestroyRef, ElementRef, afterNextRender, effect, inject, input, signal, viewChild } from '@angular/core';
import type { Chart } from 'chart.js';
import { Theme } from '../../core/theme.js';
import type { Drawing } from './drawing.js';
import { chartConfig, type ChartColours } from './chart-config.rules.js';

/** A chart as a picture. What it shows is also in the words and the table beside it. */
@Component({
  selector: 'cm-chart-canvas',
  template: `<canvas #canvas role="img" [attr.aria-label]="words()"></canvas>`,
  styles: `
    :host {
      position: relative;
      display: block;
      height: 13rem;
    }
  `,
})
export class ChartCanvas {
  private readonly theme = inject(Theme);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly isDark = signal(false);
  private chart: Chart | null = null;
  private library: Promise<typeof import('./chart-library.js')> | null = null;
  private isGone = false;

  readonly drawing = input.required<Drawing>();
  readonly words = input.required<string>();

  constructor() {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => this.isDark.set(system.matches);
    follow();
    system.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
      system.removeEventListener('change', follow);
      this.chart?.destroy();
    });
    afterNextRender(() => void this.draw());
    effect(() => {
      this.drawing();
      this.theme.choice();
      this.isDark();
      void this.draw();
    });
  }

  private async draw(): Promise<void> {
    const { Chart } = await (this.library ??= import('./chart-library.js'));
    if (this.isGone) return;
    const config = chartConfig(this.drawing(), this.colours());
    if (this.chart === null) {
      this.chart = new Chart(this.canvas().nativeElement, config);
      return;
    }
    if ((this.chart.config as { type?: string }).type !== config.type) {
      this.chart.destroy();
      this.chart = new Chart(this.canvas().nativeElement, config);
      return;
    }
    this.chart.data = config.data;
    this.chart.options = config.options;
    this.chart.update('none');
  }

  /** The tokens as the browser resolves them in the theme in force; the canvas knows no variables. */
  private colours(): ChartColours {
    const probe = document.createElement('span');
    this.host.append(probe);
    const resolved = (token: string): string => {
      probe.style.color = `var(--${token})`;
      return getComputedStyle(probe).color;
    };
    const colours = {
      lines: ['chart-1', 'chart-2', 'chart-3', 'chart-4'].map(resolved),
      grid: resolved('line'),
      text: resolved('text-soft'),
    };
    probe.remove();
    return colours;
  }
}
