import { Component, input } from '@angular/core';

/** A page whose content is one explanation and the one next step. */
@Component({
  selector: 'cm-empty-page',
  template: `
    <h1>{{ heading() }}</h1>
    <p class="words">{{ words() }}</p>
    <div class="step"><ng-content /></div>
  `,
  styles: `
    :host {
      display: block;
      max-width: 34rem;
      margin: 0 auto;
      padding: clamp(3rem, 14vh, 8rem) var(--space-5);
    }
    .words {
      margin-top: var(--space-3);
      color: var(--text-soft);
      font-size: var(--type-4);
      line-height: var(--leading-read);
    }
    .step {
      margin-top: var(--space-6);
    }
  `,
})
export class EmptyPage {
  readonly heading = input.required<string>();
  readonly words = input.required<string>();
}
