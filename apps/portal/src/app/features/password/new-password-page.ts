import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Session } from '../../core/session/session.js';
import { SignedOutLayout } from '../../shared/pages/signed-out-layout.js';
import { PasswordForm } from '../../shared/credentials/password-form.js';

/** A temporary password must be changed before anything else. */
@Component({
  selector: 'cm-new-password-page',
  imports: [SignedOutLayout, MatButton, PasswordForm],
  template: `
    <cm-signed-out-layout
      i18n-heading
      heading="Choose your password"
      i18n-lead
      lead="You signed in with a temporary password that someone else may know. Choose your own to continue."
    >
      <cm-password-form i18n-currentLabel currentLabel="Temporary password" (changed)="goOn()" />
      <p class="cm-aside"><button i18n matButton="text" type="button" (click)="signOut()">Sign out</button></p>
    </cm-signed-out-layout>
  `,
})
export class NewPasswordPage {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected async goOn(): Promise<void> {
    await this.router.navigateByUrl('/chat', { replaceUrl: true });
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut();
  }
}
