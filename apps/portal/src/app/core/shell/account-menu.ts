import { Component, computed, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { changeLanguage, language, languageChoices } from '../../../locale/language.js';
import { Icon, type IconName } from '../../shared/icon.js';
import { roleWords } from '../../shared/text/role-words.rules.js';
import { Commands } from '../commands/commands.js';
import { Notices } from '../notices.js';
import { Session } from '../session/session.js';
import { Theme, type ThemeChoice } from '../theme.js';

@Component({
  selector: 'cm-account-menu',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    <button matIconButton class="me" type="button" i18n-aria-label aria-label="Account and appearance" [matMenuTriggerFor]="menu">
      <span class="face" aria-hidden="true">{{ initial() }}</span>
    </button>
    <mat-menu #menu xPosition="before">
      <div class="who">
        <strong class="name">{{ session.me()?.displayName }}</strong>
        <span class="role">{{ role() }}</span>
      </div>
      <a mat-menu-item routerLink="/account"><cm-icon name="person" /><ng-container i18n>My account</ng-container></a>
      <button mat-menu-item type="button" (click)="commands.helpOpen.set(true)">
        <cm-icon name="keyboard" /><ng-container i18n>Keyboard shortcuts</ng-container>
      </button>
      <div class="themes" role="group" i18n-aria-label aria-label="Appearance">
        @for (theme of themes; track theme.choice) {
          <button
            mat-menu-item
            type="button"
            role="menuitemradio"
            [attr.aria-checked]="theme.choice === look.choice()"
            (click)="look.choice.set(theme.choice)"
          >
            <cm-icon [name]="theme.icon" />{{ theme.words }}
            @if (theme.choice === look.choice()) {
              <cm-icon class="chosen" name="check" />
            }
          </button>
        }
      </div>
      <div class="languages" role="group" i18n-aria-label aria-label="Language">
        @for (each of languages; track each.tag) {
          <button
            mat-menu-item
            type="button"
            role="menuitemradio"
            [attr.lang]="each.tag"
            [attr.aria-checked]="each.tag === shownIn"
            (click)="changeLanguage(each.tag)"
          >
            <cm-icon name="chat" />{{ each.name }}
            @if (each.tag === shownIn) {
              <cm-icon class="chosen" name="check" />
            }
          </button>
        }
      </div>
      <button mat-menu-item type="button" (click)="signOut()">
        <cm-icon name="leave" /><ng-container i18n>Sign out</ng-container>
      </button>
    </mat-menu>
  `,
  styles: `
    .me {
      display: grid;
      place-items: center;
      padding: 0;
    }
    .face {
      display: grid;
      place-items: center;
      width: 1.75rem;
      height: 1.75rem;
      border-radius: 50%;
      background: var(--accent-soft);
      color: var(--accent-strong);
      font-size: var(--type-2);
      font-weight: 650;
    }
    .who {
      padding: var(--space-2) var(--space-3) var(--space-3);
      border-bottom: 1px solid var(--line);
      margin-bottom: var(--space-2);
    }
    .name,
    .role {
      display: block;
    }
    .role {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    cm-icon {
      margin-inline-end: var(--space-3);
      color: var(--text-soft);
      vertical-align: middle;
    }
    .chosen {
      margin-inline: var(--space-3) 0;
      color: var(--accent);
    }
    .themes,
    .languages {
      padding: var(--space-2) 0;
      border-top: 1px solid var(--line);
    }
    .languages {
      margin-bottom: var(--space-2);
      border-bottom: 1px solid var(--line);
    }
    .themes {
      margin-top: var(--space-2);
    }
  `,
})
export class AccountMenu {
  protected readonly session = inject(Session);
  protected readonly commands = inject(Commands);
  protected readonly look = inject(Theme);
  private readonly notices = inject(Notices);

  protected readonly themes: readonly { choice: ThemeChoice; words: string; icon: IconName }[] = [
    { choice: 'system', words: $localize`System`, icon: 'screen' },
    { choice: 'light', words: $localize`Light`, icon: 'sun' },
    { choice: 'dark', words: $localize`Dark`, icon: 'moon' },
  ];
  protected readonly languages = languageChoices;
  protected readonly shownIn = language();
  protected readonly changeLanguage = changeLanguage;
  protected readonly initial = computed(() => [...(this.session.me()?.displayName ?? '')][0]?.toUpperCase() ?? '');
  protected readonly role = computed(() => {
    const role = this.session.me()?.role;
    return role === undefined ? '' : roleWords[role];
  });

  protected async signOut(): Promise<void> {
    await this.notices.attempt(() => this.session.signOut());
  }
}
