import { Component, computed, input } from '@angular/core';
import type { Citation } from '#contracts/rag.js';
import { MarkdownText } from '../../../shared/markdown/markdown-text.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { Verdict } from './verdict.js';
import { placeWords } from '../messages/provenance-words.rules.js';

/** The quote behind a mark, shown beside it while it is under the pointer or has the focus. */
@Component({
  selector: 'cm-quote-preview',
  imports: [MarkdownText, ShownPipe, Verdict],
  template: `
    <cm-markdown-text class="quote" [text]="citation().quote" />
    <p class="place">{{ place() | shown }} <cm-verdict [verdict]="citation().verdict" /></p>
  `,
  host: { role: 'tooltip' },
  styles: `
    :host {
      position: absolute;
      top: calc(var(--top) + 6px);
      left: clamp(0px, calc(var(--left) - 2rem), calc(100% - min(24rem, 100%)));
      z-index: 10;
      width: min(24rem, 100%);
      padding: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow-over);
      pointer-events: none;
    }
    .quote {
      display: block;
      max-height: 9rem;
      overflow: hidden;
      line-height: 1.5;
    }
    .place {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-top: var(--space-2);
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class QuotePreview {
  readonly citation = input.required<Citation>();

  protected readonly place = computed(() => placeWords(this.citation()));
}
