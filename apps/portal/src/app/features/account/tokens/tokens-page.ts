import { Component, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Token } from '#contracts/auth/tokens.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { When } from '../../../shared/when/when.js';
import { AccountApi } from '../account-api.js';
import { NewTokenDialog } from './new-token-dialog.js';
import { permissionWords } from './permission-words.rules.js';

/** A person's API tokens: programs that act for them. */
@Component({
  selector: 'cm-tokens-page',
  imports: [Icon, LoadFailure, MatButton, NewTokenDialog, When],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <header class="cm-page-head head">
        <div class="words">
          <h1 i18n>API tokens</h1>
          <p i18n>
            A token lets a program act for you, with the permissions you choose, for up to 90 days. It can never do more than you
            can. The API is documented at <a href="/api/docs">/api/docs</a>.
          </p>
        </div>
        <button matButton="filled" type="button" (click)="making.set(true)">
          <cm-icon name="plus" /><ng-container i18n>New token</ng-container>
        </button>
      </header>
      @if (tokens.error(); as failure) {
        <cm-load-failure [words]="wordsFor(failure)" (again)="tokens.reload()" />
      } @else if (tokens.hasValue()) {
        <ul role="list" class="list" i18n-aria-label aria-label="Your tokens">
          @for (token of tokens.value(); track token.id) {
            <li class="token">
              <div class="about">
                <p class="name">{{ token.name }}</p>
                <p class="soft">{{ scopeWords(token) }}</p>
                <p class="soft">
                  <ng-container i18n>Valid until <cm-when [at]="token.expiresAt" /> · </ng-container>
                  @if (token.lastUsedAt; as at) {
                    <ng-container i18n>last used <cm-when [at]="at" /></ng-container>
                  } @else {
                    <ng-container i18n>never used</ng-container>
                  }
                </p>
              </div>
              <button
                i18n
                matButton="outlined"
                type="button"
                [attr.aria-label]="texts.revoke(token.name)"
                (click)="revoke(token)"
              >
                Revoke
              </button>
            </li>
          } @empty {
            <li class="cm-nothing"><p i18n>You have no tokens. Make one when a program is to use Chat Man for you.</p></li>
          }
        </ul>
      } @else {
        <div class="skeleton" role="status" i18n-aria-label aria-label="Loading your tokens">
          <span></span><span></span><span></span>
        </div>
      }
    </div>
    @if (making()) {
      <cm-new-token-dialog (created)="tokens.reload()" (closed)="making.set(false)" />
    }
  `,
  styles: `
    .head {
      padding-top: 0;
    }
    .token {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
      padding: var(--space-4) 0;
      border-bottom: 1px solid var(--line);
    }
    .about {
      flex: 1 1 16rem;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .name {
      font-weight: 550;
    }
    .soft {
      margin-top: 2px;
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class TokensPage {
  protected readonly texts = {
    revoke: (name: string | number) => $localize`Revoke ${name}`,
  };
  private readonly api = inject(AccountApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);

  protected readonly wordsFor = wordsFor;
  protected readonly making = signal(false);
  protected readonly tokens = resource({ loader: () => this.api.tokens() });

  protected scopeWords(token: Token): string {
    return token.scopes.map(permissionWords).join(' · ');
  }

  protected async revoke(token: Token): Promise<void> {
    const done = await this.confirm.ask(
      {
        heading: $localize`Revoke token “${token.name}”?`,
        consequences: [$localize`The program that uses it is refused from its next request.`],
        undo: $localize`A revoked token can’t be restored, but you can create a new one.`,
        act: $localize`Revoke token`,
        isDangerous: true,
      },
      () => this.api.revokeToken(token.id),
    );
    if (!done) return;
    this.notices.say($localize`Token revoked.`);
    this.tokens.reload();
  }
}
