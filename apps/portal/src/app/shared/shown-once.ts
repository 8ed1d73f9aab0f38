import { Component, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { copyText } from './clipboard.js';
import { Icon } from './icon.js';

/** A secret that is shown only once: a link, a token. */
@Component({
  selector: 'cm-shown-once',
  imports: [Icon, MatButton],
  template: `
    <div class="secret" tabindex="0" role="group" [attr.aria-label]="label()">{{ secret() }}</div>
    <div class="acts">
      <button matButton="outlined" type="button" (click)="copy()">
        <cm-icon [name]="copied() ? 'check' : 'copy'" />{{ copied() ? texts.copied : texts.copy }}
      </button>
      <span i18n class="soft">You won’t be able to see it again.</span>
    </div>
    <span class="only-for-readers" role="status">{{ said() }}</span>
  `,
  styles: `
    .secret {
      padding: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
      background: var(--sunken);
      font-family: var(--font-code);
      font-size: var(--type-2);
      overflow-wrap: anywhere;
      user-select: all;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
      margin-top: var(--space-2);
    }
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class ShownOnce {
  protected readonly texts = {
    copied: $localize`Copied`,
    copy: $localize`Copy`,
  };
  readonly secret = input.required<string>();
  readonly label = input.required<string>();

  protected readonly copied = signal(false);
  protected readonly said = signal('');

  protected async copy(): Promise<void> {
    this.copied.set(await copyText(this.secret()));
    this.said.set(this.copied() ? $localize`Copied.` : $localize`Couldn’t copy. Select the text and copy it.`);
  }
}
