import { Component, DestroyRef, inject, input, model } from '@angular/core';
import { Icon } from '../icon.js';

/** Long enough to finish a word, short enough to feel at once: 250 ms. */
const typingPause = 250;

/** Filters a list by words; emits them when the person pauses. */
@Component({
  selector: 'cm-search-box',
  imports: [Icon],
  template: `
    <cm-icon name="search" />
    <input
      #typed
      class="cm-input"
      type="search"
      autocomplete="off"
      spellcheck="false"
      maxlength="100"
      [attr.aria-label]="label()"
      [placeholder]="label()"
      [value]="words()"
      (input)="say(typed.value)"
    />
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      flex: 1 1 14rem;
      max-width: 24rem;
    }
    cm-icon {
      --icon-size: 1.125rem;
      position: absolute;
      top: 50%;
      left: var(--space-3);
      color: var(--text-soft);
      transform: translateY(-50%);
      pointer-events: none;
    }
    .cm-input {
      min-height: var(--target);
      padding-block: 0;
      padding-inline-start: 2.375rem;
      font-size: var(--type-3);
    }
  `,
})
export class SearchBox {
  readonly label = input.required<string>();
  readonly words = model('');

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected say(typed: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.words.set(typed.trim()), typingPause);
  }
}
