import { Component, computed, input } from '@angular/core';
import type { ResetLink } from '#contracts/auth/people/users.js';
import { Note } from '../../../shared/note.js';
import { ShownOnce } from '../../../shared/shown-once.js';
import { When } from '../../../shared/when/when.js';

/** A one-time link to hand over. */
@Component({
  selector: 'cm-link-handover',
  imports: [Note, ShownOnce, When],
  template: `
    <p i18n>
      Send this link to {{ person() }} in a way that only they can read. It works once, until <cm-when [at]="link().expiresAt" />.
    </p>
    <cm-shown-once class="link" [secret]="address()" i18n-label label="Link for choosing a password" />
    <cm-note i18n class="warning" kind="warn"
      >Anyone with this link can take over the account. Don’t paste it into a ticket.</cm-note
    >
  `,
  styles: `
    .link,
    .warning {
      display: block;
      margin-top: var(--space-3);
    }
    .warning {
      display: flex;
    }
  `,
})
export class LinkHandover {
  readonly person = input.required<string>();
  readonly link = input.required<ResetLink>();

  protected readonly address = computed(() => `${location.origin}${this.link().path}`);
}
