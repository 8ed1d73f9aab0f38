import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Session } from '../../../core/session/session.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { MarkdownText } from '../../../shared/markdown/markdown-text.js';
import { EmptyPage } from '../../../shared/pages/empty-page.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { When } from '../../../shared/when/when.js';
import { ownerWords } from './share-words.rules.js';
import { SharedFrame } from './shared-frame.js';
import { SharesApi } from './shares-api.js';

/** A snapshot as its readers see it, and its owner too. */
@Component({
  selector: 'cm-shared-thread-page',
  imports: [EmptyPage, LoadFailure, MarkdownText, MatButton, RouterLink, SharedFrame, ShownPipe, When],
  host: { class: 'cm-list-page' },
  templateUrl: './shared-thread-page.html',
  styleUrl: './shared-thread-page.scss',
})
export class SharedThreadPage {
  protected readonly $localize = $localize;
  private readonly api = inject(SharesApi);
  private readonly session = inject(Session);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly ownerWords = ownerWords;
  protected readonly wordsFor = wordsFor;
  protected readonly thread = resource({ params: () => this.id(), loader: ({ params: id }) => this.api.thread(id) });
  /** Revoked, expired, deleted, or never open to this person: nobody is told which. An address that is none is answered likewise. */
  protected readonly isGone = computed(() => {
    const failure = this.thread.error();
    return failure instanceof ApiProblem && (failure.status === 404 || failure.status === 400);
  });
  protected readonly isOwn = computed(() => this.thread.hasValue() && this.thread.value().owner.id === this.session.me()?.id);
}
