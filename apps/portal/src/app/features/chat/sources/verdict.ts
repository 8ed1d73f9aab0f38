import { Component, computed, input } from '@angular/core';
import { Icon, type IconName } from '../../../shared/icon.js';
import { verdictWords, type Verdict as QuoteVerdict } from '../messages/provenance-words.rules.js';

const icons: Readonly<Record<QuoteVerdict, IconName>> = { verified: 'quote', repaired: 'quote', unverified: 'warn' };

/** Whether a quote was found in its source: icon and words together. */
@Component({
  selector: 'cm-verdict',
  imports: [Icon],
  template: `<cm-icon [name]="icon()" />{{ words().word }}`,
  host: { '[class]': 'verdict()', '[title]': 'words().sentence' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      align-self: flex-start;
      gap: 0.2rem;
      min-height: 1.4em;
      font-size: var(--type-1);
      font-weight: 550;
      white-space: nowrap;
    }
    cm-icon {
      --icon-size: 0.875rem;
    }
    /* No green: that a quote was found does not make the claim right. */
    :host(.verified),
    :host(.repaired) {
      color: var(--text-soft);
    }
    :host(.unverified) {
      color: var(--bad);
    }
  `,
})
export class Verdict {
  readonly verdict = input.required<QuoteVerdict>();

  protected readonly icon = computed(() => icons[this.verdict()]);
  protected readonly words = computed(() => verdictWords[this.verdict()]);
}
