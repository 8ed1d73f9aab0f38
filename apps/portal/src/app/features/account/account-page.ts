import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Notices } from '../../core/notices.js';
import { Session } from '../../core/session/session.js';
import { PasswordForm } from '../../shared/password-form.js';
import { roleWords } from '../../shared/role-words.rules.js';

/** A person's own account: who Chat Man takes them for, their password, the end of the session. */
@Component({
  selector: 'cm-account-page',
  imports: [MatButton, PasswordForm],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  protected readonly session = inject(Session);
  private readonly notices = inject(Notices);

  protected readonly role = computed(() => {
    const role = this.session.me()?.role;
    return role === undefined ? '' : roleWords[role];
  });
  protected readonly endsAt = computed(() => {
    const session = this.session.me()?.session;
    return session === null || session === undefined ? null : new Date(session.absoluteExpiresAt);
  });

  protected sayChanged(): void {
    this.notices.say('Your password is changed. All other sessions of yours have ended.');
  }

  protected async signOut(): Promise<void> {
    await this.notices.attempt(() => this.session.signOut());
  }
}
