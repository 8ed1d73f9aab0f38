import { Component, input, output } from '@angular/core';
import type { Citation } from '#contracts/rag.js';
import { spokenText } from '../../../shared/markdown/syntax/marks.rules.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { placeWords } from '../messages/provenance-words.rules.js';
import { Verdict } from './verdict.js';

/** The sources under an answer; each opens its passage in context. */
@Component({
  selector: 'cm-citation-list',
  imports: [ShownPipe, Verdict],
  template: `
    <ol role="list" class="sources" i18n-aria-label aria-label="Sources">
      @for (citation of citations(); track citation.mark) {
        <li>
          <button
            class="source"
            type="button"
            [class.doubtful]="citation.verdict === 'unverified'"
            (click)="opened.emit(citation.mark)"
          >
            <span class="number" aria-hidden="true">{{ citation.mark }}</span>
            <span class="words">
              <span i18n class="only-for-readers">Source {{ citation.mark }}: </span>
              <span class="quote">“{{ plain(citation.quote) }}”</span>
              <span class="place">{{ place(citation) | shown }}</span>
            </span>
            <cm-verdict [verdict]="citation.verdict" />
          </button>
        </li>
      }
    </ol>
  `,
  styles: `
    :host {
      display: block;
    }
    .sources {
      display: grid;
      gap: var(--space-1);
    }
    .source {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--space-3);
      width: 100%;
      min-height: var(--target);
      padding: var(--space-2) var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
      background: var(--raised);
      text-align: start;
      cursor: pointer;
    }
    .source:hover {
      border-color: var(--control);
      background: var(--hover);
    }
    .doubtful {
      border-style: dashed;
      border-color: var(--bad);
    }
    .number {
      color: var(--accent);
      font-weight: 650;
      font-variant-numeric: tabular-nums;
    }
    .quote,
    .place {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .place {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    /* No room for three columns: the verdict goes below the quote. */
    @media (max-width: 40rem) {
      .source {
        grid-template-columns: auto minmax(0, 1fr);
        row-gap: var(--space-1);
      }
      cm-verdict {
        grid-column: 2;
      }
    }
  `,
})
export class CitationList {
  readonly citations = input.required<readonly Citation[]>();
  readonly opened = output<number>();

  protected readonly place = placeWords;
  /** A single line has no room for markup. */
  protected readonly plain = (quote: string): string => spokenText(quote).replaceAll(/\s+/g, ' ');
}
