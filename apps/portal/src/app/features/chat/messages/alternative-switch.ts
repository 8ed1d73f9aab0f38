import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';
import type { Turn } from '../thread/message-tree.rules.js';

/** ‹ 2 / 3 ›: the other branches at this place, if there are any. */
@Component({
  selector: 'cm-alternative-switch',
  imports: [Icon, MatIconButton],
  template: `
    @if (count() > 1) {
      <div class="switch" role="group" [attr.aria-label]="texts.versionsOfThis(what())">
        <button
          matIconButton
          class="small"
          type="button"
          i18n-aria-label
          aria-label="Previous version"
          [disabled]="turn().at === 0"
          (click)="step(-1)"
        >
          <cm-icon name="left" />
        </button>
        <span class="count"
          ><span i18n class="only-for-readers">Version </span>{{ turn().at + 1 }}<span aria-hidden="true">/</span
          ><span i18n class="only-for-readers"> of </span>{{ count() }}</span
        >
        <button
          matIconButton
          class="small"
          type="button"
          i18n-aria-label
          aria-label="Next version"
          [disabled]="turn().at === count() - 1"
          (click)="step(1)"
        >
          <cm-icon name="right" />
        </button>
      </div>
    }
  `,
  styles: `
    .switch {
      display: inline-flex;
      align-items: center;
    }
    .count {
      min-width: 1.75rem;
      text-align: center;
      font-size: var(--type-2);
      font-variant-numeric: tabular-nums;
      color: var(--text-soft);
    }
  `,
})
export class AlternativeSwitch {
  protected readonly texts = {
    versionsOfThis: (what: string | number) => $localize`Versions of this ${what}`,
  };
  readonly turn = input.required<Turn>();
  readonly what = input.required<'question' | 'answer'>();
  readonly chosen = output<string>();

  protected readonly count = computed(() => this.turn().alternatives.length);

  protected step(by: 1 | -1): void {
    const next = this.turn().alternatives[this.turn().at + by];
    if (next !== undefined) this.chosen.emit(next);
  }
}
