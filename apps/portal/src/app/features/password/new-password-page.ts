import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Session } from '../../core/session/session.js';
import { DoorFrame } from '../../shared/door-frame.js';
import { PasswordForm } from '../../shared/password-form.js';

/** A temporary password must be changed before anything else. */
@Component({
  selector: 'cm-new-password-page',
  imports: [DoorFrame, MatButton, PasswordForm],
  template: `
    <cm-door-frame
      heading="Choose your password"
      lead="You signed in with a temporary password that someone else may know. Choose your own to continue."
    >
      <cm-password-form currentLabel="Temporary password" (changed)="goOn()" />
      <p class="cm-aside"><button matButton="text" type="button" (click)="signOut()">Sign out</button></p>
    </cm-door-frame>
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
