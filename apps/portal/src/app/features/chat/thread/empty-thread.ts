import { Component, input, output } from '@angular/core';
import { Note } from '../../../shared/note.js';

/** Questions that the knowledge that comes with Chat Man answers. */
const starters = [
  $localize`What is Chat Man?`,
  $localize`Who can read my conversations?`,
  $localize`How do I know that an answer is right?`,
  $localize`How do I add documents of my own?`,
] as const;

/** A new conversation: what it is for, and four questions to start with. */
@Component({
  selector: 'cm-empty-thread',
  imports: [Note],
  template: `
    <h1 i18n>What would you like to know?</h1>
    <p i18n class="lead">Answers come from your organisation’s documents, and each one shows the passages to check it against.</p>
    @if (noModel()) {
      <cm-note class="no-model">
        <p i18n>No language model is connected. You get the best-matching passages, quoted word for word.</p>
        @if (reason()) {
          <p>{{ reason() }}</p>
        }
        @if (mayConnectModel()) {
          <p i18n>To connect one, start Ollama on this machine or set OLLAMA_BASE_URL to its address, then restart Chat Man.</p>
        }
      </cm-note>
    }
    <ul role="list" class="starters" i18n-aria-label aria-label="Suggested questions">
      @for (starter of starters; track starter) {
        <li>
          <button class="starter" type="button" [disabled]="closed()" (click)="asked.emit(starter)">{{ starter }}</button>
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      max-width: var(--measure);
      margin: auto;
      padding: var(--space-6) var(--space-4);
    }
    .lead {
      margin-top: var(--space-2);
      color: var(--text-soft);
      font-size: var(--type-4);
      line-height: var(--leading-read);
    }
    .no-model {
      margin-top: var(--space-5);
    }
    .starters {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
      grid-auto-rows: 1fr;
      gap: var(--space-2);
      margin-top: var(--space-6);
    }
    .starter {
      width: 100%;
      height: 100%;
      min-height: 3.25rem;
      padding: var(--space-3) var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
      text-align: start;
      cursor: pointer;
    }
    .starter:hover:not([disabled]) {
      border-color: var(--control);
      background: var(--hover);
    }
  `,
})
export class EmptyThread {
  readonly noModel = input(false);
  /** Why the configured model is unavailable; empty if none is configured. */
  readonly reason = input('');
  readonly mayConnectModel = input(false);
  readonly closed = input(false);
  readonly asked = output<string>();

  protected readonly starters = starters;
}
