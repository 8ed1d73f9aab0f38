import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Session } from '../../core/session/session.js';
import { DoorFrame } from '../../shared/door-frame.js';
import { PasswordForm } from '../../shared/password-form.js';

/** A password that was handed out is changed before anything else. */
@Component({
  selector: 'cm-new-password-page',
  imports: [DoorFrame, MatButton, PasswordForm],
  template: `
    <cm-door-frame
      heading="Choose your password"
      lead="The password you signed in with was handed out, so somebody else may know it. Please choose your own before you go on."
    >
      <cm-password-form currentLabel="Password that you were given" (changed)="goOn()" />
      <p class="cm-aside"><button matButton="text" type="button" (click)="signOut()">Sign out instead</button></p>
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
