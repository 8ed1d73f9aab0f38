import { Component, ElementRef, afterNextRender, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { changeLanguage, language, languageChoices } from '../../../locale/language.js';
import { Brand } from './brand.js';

/** The frame of the pages before the shell: sign-in, registration, set-up, a new password. */
@Component({
  selector: 'cm-signed-out-layout',
  imports: [Brand, MatButton],
  template: `
    <header class="top"><cm-brand /></header>
    <main class="card">
      <h1>{{ heading() }}</h1>
      @if (lead()) {
        <p class="lead">{{ lead() }}</p>
      }
      <ng-content />
    </main>
    <footer class="foot">
      <p i18n>Runs on your organisation’s own machines. Every person’s conversations are encrypted with their own key.</p>
      <div class="languages" role="group" i18n-aria-label aria-label="Language">
        @for (each of languages; track each.tag) {
          <button
            matButton="text"
            type="button"
            [attr.lang]="each.tag"
            [attr.aria-pressed]="each.tag === shownIn"
            (click)="changeLanguage(each.tag)"
          >
            {{ each.name }}
          </button>
        }
      </div>
    </footer>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto 1fr auto;
      justify-items: center;
      gap: var(--space-8);
      min-height: 100dvh;
      padding: var(--space-8) var(--space-4) var(--space-6);
      background: var(--sunken);
    }
    .top {
      padding-top: min(8vh, 4rem);
    }
    .card {
      align-self: start;
      width: min(26rem, 100%);
      padding: var(--space-8);
      border: 1px solid var(--line);
      border-radius: var(--radius-large);
      background: var(--raised);
      box-shadow: var(--shadow);
    }
    .lead {
      margin-top: var(--space-2);
      color: var(--text-soft);
      line-height: var(--leading-read);
    }
    .foot {
      max-width: 26rem;
      color: var(--text-soft);
      font-size: var(--type-2);
      text-align: center;
    }
    .languages {
      margin-top: var(--space-2);
    }
    .languages [aria-pressed='true'] {
      font-weight: 650;
    }
    @media (max-width: 30rem) {
      :host {
        gap: var(--space-6);
        padding: var(--space-4);
      }
      .card {
        padding: var(--space-5);
      }
    }
  `,
})
export class SignedOutLayout {
  readonly heading = input.required<string>();
  readonly lead = input('');

  protected readonly languages = languageChoices;
  protected readonly shownIn = language();
  protected readonly changeLanguage = changeLanguage;

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // Whoever comes here comes to fill the form. What has the focus already keeps it.
    afterNextRender(() => {
      if (!host.contains(document.activeElement)) host.querySelector<HTMLElement>('form input:not([readonly])')?.focus();
    });
  }
}
