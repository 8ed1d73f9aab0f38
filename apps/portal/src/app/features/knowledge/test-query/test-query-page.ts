import { Component, ElementRef, Injector, afterNextRender, inject, resource, signal, viewChild } from '@angular/core';
import { FormField, FormRoot } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { SearchHit, SearchHits } from '#contracts/rag.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { FormFooter } from '../../../shared/forms/form-footer.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled } from '../../../shared/forms/text-rules.js';
import { meaningWords } from './meaning-words.rules.js';
import { TestQueryApi } from './test-query-api.js';
import { readerLocale } from '../../../../locale/language.js';

interface Hit extends SearchHit {
  readonly rank: number;
}

/** Shows what a question finds, before anything is written from it. */
@Component({
  selector: 'cm-test-query-page',
  imports: [Field, FieldInput, FormField, FormFooter, FormRoot, RouterLink],
  host: { class: 'cm-page' },
  templateUrl: './test-query-page.html',
  styleUrl: './test-query-page.scss',
})
export class TestQueryPage {
  protected readonly readerLocale = readerLocale;
  protected readonly $localize = $localize;
  private readonly api = inject(TestQueryApi);
  private readonly injector = inject(Injector);
  private readonly found = viewChild<ElementRef<HTMLElement>>('found');

  /** Without them the question goes to all collections. */
  protected readonly collections = resource({ loader: ({ abortSignal }) => this.api.collections(abortSignal) });
  /** Null before the first question. */
  protected readonly hits = signal<readonly Hit[] | null>(null);

  protected readonly corrections = signal<SearchHits['corrections']>([]);
  protected readonly meaningWords = meaningWords;

  protected readonly form = submitForm(
    signal({ query: '', collection: '' }),
    (path) => {
      filled(path.query, $localize`Enter a question.`);
      atMost(path.query, 2000);
    },
    {
      send: async ({ query, collection }) => {
        const { items, corrections } = await this.api.search(query.trim(), collection);
        this.hits.set(items.map((hit, at) => ({ ...hit, rank: at + 1 })));
        this.corrections.set(corrections);
        afterNextRender(() => this.found()?.nativeElement.focus(), { injector: this.injector });
      },
    },
  );
}
