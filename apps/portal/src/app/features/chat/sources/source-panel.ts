import { Component, ElementRef, afterRenderEffect, computed, inject, input, output, resource, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { Citation } from '#contracts/rag.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Icon } from '../../../shared/icon.js';
import { MarkdownText } from '../../../shared/markdown/markdown-text.js';
import { Note } from '../../../shared/note.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { PassageApi } from './passage-api.js';
import { inPlace, surroundings } from './passage.rules.js';
import { placeWords, verdictWords } from '../messages/provenance-words.rules.js';
import { Verdict } from './verdict.js';

/** The passage behind a citation, in its place in the document. */
@Component({
  selector: 'cm-source-panel',
  imports: [Icon, MarkdownText, MatButton, MatIconButton, Note, ShownPipe, Verdict],
  templateUrl: './source-panel.html',
  styleUrl: './source-panel.scss',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class SourcePanel {
  readonly citation = input.required<Citation>();
  readonly conversationId = input<string | null>(null);
  readonly closed = output();

  protected readonly wordsFor = wordsFor;
  protected readonly place = computed(() => placeWords({ ...this.citation(), title: '' }));
  protected readonly verdict = computed(() => verdictWords[this.citation().verdict]);
  protected readonly passage = resource({
    params: () => ({ chunkId: this.citation().chunkId, conversationId: this.conversationId() }),
    loader: ({ params: { chunkId, conversationId }, abortSignal }) => this.api.passage(chunkId, conversationId, abortSignal),
  });
  protected readonly parts = computed(() => (this.passage.hasValue() ? inPlace(this.passage.value(), this.citation()) : null));
  protected readonly around = computed(() => (this.passage.hasValue() ? surroundings(this.passage.value()) : null));

  private readonly api = inject(PassageApi);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  constructor() {
    // Reading goes on at the panel's heading, with the quote in sight.
    afterRenderEffect(() => {
      this.citation();
      this.heading().nativeElement.focus({ preventScroll: true });
    });
  }

  protected showQuote(quote: HTMLElement): void {
    quote.scrollIntoView({ block: 'center' });
  }
}
