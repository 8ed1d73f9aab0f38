import { Component, computed, inject, input } from '@angular/core';
import { Now } from './now.js';
import { sayExactly, sayWhen } from './when.rules.js';

/** A time as people say it, exact on hover. */
@Component({
  selector: 'cm-when',
  template: `<time [attr.datetime]="at()" [title]="exactly()">{{ words() }}</time>`,
  styles: `
    :host {
      white-space: nowrap;
    }
  `,
})
export class When {
  private readonly now = inject(Now);

  /** ISO 8601. */
  readonly at = input.required<string>();

  protected readonly words = computed(() => sayWhen(new Date(this.at()), this.now.at()));
  protected readonly exactly = computed(() => sayExactly(new Date(this.at())));
}
