import {
  Component,
  ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { FoundMessage } from '#contracts/chat/search.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { SearchBox } from '../../../shared/lists/search-box.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { When } from '../../../shared/when/when.js';
import { SearchApi } from './search-api.js';
import { snippetParts } from './snippet-parts.rules.js';

/** Finds messages in one's own conversations; a result opens the conversation at the message. */
@Component({
  selector: 'cm-search-dialog',
  imports: [MatButton, RouterLink, SearchBox, ShownPipe, When],
  template: `
    <dialog #dialog class="dialog" i18n-aria-label aria-label="Search conversations" closedby="any" (close)="closed.emit()">
      <cm-search-box i18n-label label="Search conversations" [(words)]="words" />
      <p i18n class="hint">
        All words have to be there; “several words” in quotes in that order. Narrow it with folder: tag: is:pinned is:archived
        before:2026-03-01 after:2026-01-01
      </p>
      <div class="results" aria-live="polite" [attr.aria-busy]="state() === 'loading'">
        @if (state() === 'failed') {
          <p class="none" role="alert">
            {{ failure() }} <button i18n matButton="text" type="button" (click)="again()">Try again</button>
          </p>
        }
        <ul role="list">
          @for (found of results(); track found.conversationId + found.messageId) {
            <li>
              <a
                class="result"
                [routerLink]="['/chat', found.conversationId]"
                [queryParams]="{ message: found.messageId }"
                (click)="dialog.close()"
              >
                <span class="head"
                  ><span class="title" dir="auto">{{ found.title || texts.newConversation | shown }}</span
                  ><cm-when class="when" [at]="found.createdAt"
                /></span>
                @if (found.messageId !== null) {
                  <span class="snippet" dir="auto">
                    @for (part of parts(found); track $index) {
                      @if (part.found) {
                        <mark>{{ part.text | shown }}</mark>
                      } @else {
                        {{ part.text | shown }}
                      }
                    }
                  </span>
                }
              </a>
            </li>
          }
        </ul>
        @if (state() === 'ready' && results().length === 0) {
          <p i18n class="none" role="status">No messages with “{{ words() }}”.</p>
        }
        @if (cursor() !== null && state() !== 'failed') {
          <button matButton="text" type="button" [disabled]="state() === 'loading'" (click)="more()">
            {{ state() === 'loading' ? texts.searching : texts.showMore }}
          </button>
        }
      </div>
    </dialog>
  `,
  styles: `
    .dialog {
      display: grid;
      grid-template-rows: auto auto minmax(0, 1fr);
      gap: var(--space-2);
      width: min(44rem, calc(100vw - 2 * var(--space-4)));
      max-height: min(40rem, calc(100dvh - 2 * var(--space-8)));
      margin: var(--space-8) auto auto;
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-large);
      background: var(--raised);
      color: var(--text);
    }
    cm-search-box {
      max-width: none;
    }
    .hint,
    .when {
      color: var(--text-soft);
      font-size: var(--type-1);
    }
    .results {
      min-height: 4rem;
      overflow-y: auto;
    }
    .result {
      display: grid;
      gap: 2px;
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-small);
      color: inherit;
      text-decoration: none;
    }
    .result:hover,
    .result:focus-visible {
      background: var(--hover);
      outline-offset: -2px;
    }
    .head {
      display: flex;
      gap: var(--space-3);
    }
    .title {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      font-weight: 550;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .snippet {
      overflow-wrap: anywhere;
      color: var(--text-soft);
    }
    mark {
      padding: 0 1px;
      border-radius: 2px;
      background: var(--selected);
      color: var(--text);
      font-weight: 600;
    }
    .none {
      padding: var(--space-3);
      color: var(--text-soft);
    }
  `,
})
export class SearchDialog {
  protected readonly texts = {
    newConversation: $localize`New conversation`,
    searching: $localize`Searching…`,
    showMore: $localize`Show more`,
  };
  private readonly api = inject(SearchApi);

  readonly query = input('');
  readonly closed = output();

  protected readonly words = linkedSignal(() => this.query());
  protected readonly results = signal<readonly FoundMessage[]>([]);
  protected readonly cursor = signal<string | null>(null);
  protected readonly state = signal<'empty' | 'loading' | 'ready' | 'failed'>('empty');
  protected readonly failure = signal('');
  protected readonly parts = snippetParts;
  private readonly frame = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  /** Counts what was asked: an answer to anything but the last question is dropped. */
  private questions = 0;

  constructor() {
    afterNextRender(() => {
      this.frame().nativeElement.showModal();
      this.frame().nativeElement.querySelector('input')?.focus();
    });
    effect(() => {
      this.words();
      untracked(() => this.again());
    });
  }

  protected again(): void {
    this.results.set([]);
    this.cursor.set(null);
    if (this.words() === '') this.state.set('empty');
    else void this.more();
  }

  protected async more(): Promise<void> {
    const question = ++this.questions;
    this.state.set('loading');
    try {
      const page = await this.api.search(this.words(), this.cursor());
      if (question !== this.questions) return;
      this.results.update((known) => [...known, ...page.items]);
      this.cursor.set(page.nextCursor);
      this.state.set('ready');
    } catch (failure) {
      if (question !== this.questions) return;
      this.failure.set(wordsFor(failure));
      this.state.set('failed');
    }
  }
}
