import { Component, ElementRef, afterRenderEffect, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { directionOf } from '../../../shared/markdown/direction.rules.js';
import { originalOf, typeWords } from '../documents/document-words.rules.js';
import { DocumentsApi } from '../documents/documents-api.js';
import { headingId, textParts } from './text-parts.rules.js';

/** The text of a document as it is searched and cited, with its pages and headings. */
@Component({
  selector: 'cm-preview-page',
  imports: [Icon, LoadFailure, MatButton, Note, RouterLink],
  host: { class: 'cm-page' },
  templateUrl: './preview-page.html',
  styleUrl: './preview-page.scss',
})
export class PreviewPage {
  protected readonly $localize = $localize;
  private readonly api = inject(DocumentsApi);
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** From the URL: the document, the number of a version, and a passage to show. */
  readonly document = input.required<string>();
  readonly version = input<string>();
  readonly passage = input<string>();

  protected readonly directionOf = directionOf;
  protected readonly headingId = headingId;
  protected readonly originalOf = originalOf;
  protected readonly typeWords = typeWords;
  protected readonly wordsFor = wordsFor;

  protected readonly about = resource({
    params: () => this.document(),
    loader: ({ params: id, abortSignal }) => this.api.document(id, { signal: abortSignal }),
  });
  private readonly versions = resource({
    params: () => this.document(),
    loader: ({ params: id, abortSignal }) => this.api.versions(id, abortSignal),
  });
  /** Those that can be read, newest first. */
  protected readonly readable = computed(() =>
    (this.versions.hasValue() ? this.versions.value() : [])
      .filter(({ state }) => state === 'ready' || state === 'superseded')
      .sort((a, b) => b.number - a.number),
  );
  protected readonly content = resource({
    params: () => ({ id: this.document(), version: Number(this.version() ?? 0) || null }),
    loader: ({ params: { id, version }, abortSignal }) => this.api.content(id, version, abortSignal),
  });
  private readonly sought = resource({
    params: () => this.passage(),
    loader: ({ params: id, abortSignal }) => this.api.passage(id, abortSignal),
  });
  /** The passage, if it is from the version that is shown. */
  private readonly marked = computed(() => {
    if (!this.sought.hasValue() || !this.content.hasValue()) return null;
    const passage = this.sought.value();
    const { id, version } = this.content.value();
    return passage.documentId === id && passage.version === version ? passage : null;
  });
  protected readonly isPassageGone = computed(() => {
    const isFound = this.sought.hasValue() && this.content.hasValue() && this.marked() === null;
    return isFound || this.sought.error() instanceof ApiProblem;
  });
  protected readonly parts = computed(() => (this.content.hasValue() ? textParts(this.content.value(), this.marked()) : []));
  protected readonly isReplaced = computed(() => {
    const current = this.about.hasValue() ? this.about.value().version : null;
    return current !== null && this.content.hasValue() && this.content.value().version !== current;
  });

  constructor() {
    afterRenderEffect(() => {
      if (this.marked() !== null) this.host.querySelector('mark')?.scrollIntoView({ block: 'center' });
    });
  }

  protected async showVersion(number: string): Promise<void> {
    await this.router.navigate([], { queryParams: { version: number } });
  }

  protected goTo(start: number): void {
    const target = this.host.querySelector<HTMLElement>(`#${headingId(start)}`);
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  }
}
