import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Passkeys } from '../../../core/session/passkeys/passkeys.js';
import { Session } from '../../../core/session/session.js';
import { SignedOutLayout } from '../../../shared/pages/signed-out-layout.js';
import { Icon } from '../../../shared/icon.js';
import { NewPasskeyDialog } from '../passkeys/new-passkey-dialog.js';
import { SecondFactorEnrolment } from './second-factor-enrolment.js';

/** Whoever owes a second factor sets it up before anything else: a passkey, or an authenticator app. */
@Component({
  selector: 'cm-second-factor-page',
  imports: [SignedOutLayout, Icon, MatButton, NewPasskeyDialog, SecondFactorEnrolment],
  template: `
    <cm-signed-out-layout
      i18n-heading
      heading="Set up your second factor"
      i18n-lead
      lead="Your role can see or change things about other people, so signing in takes more than a password. Setting it up takes about two minutes."
    >
      @if (chosen() === 'app') {
        <div class="cm-form"><cm-second-factor-enrolment (finished)="goOn()" /></div>
      } @else {
        <div class="cm-form">
          @if (passkeys.areSupported) {
            <button matButton="filled" class="wide" type="button" (click)="chosen.set('passkey')">
              <cm-icon name="key" /><ng-container i18n>Add a passkey</ng-container>
            </button>
            <p i18n class="soft">Your device’s fingerprint, face or PIN, or a security key. The safest and quickest option.</p>
            <p i18n class="cm-or">or</p>
          }
          <button i18n matButton="outlined" class="wide" type="button" (click)="chosen.set('app')">
            Set up an authenticator app
          </button>
          <p i18n class="soft">An app on your phone that shows a new code every 30 seconds.</p>
        </div>
        @if (chosen() === 'passkey') {
          <cm-new-passkey-dialog (closed)="dialogClosed($event)" />
        }
      }
      <p class="cm-aside">
        @if (chosen() === 'app') {
          <button i18n matButton="text" type="button" (click)="chosen.set(null)">Choose another method</button>
        }
        <button i18n matButton="text" type="button" (click)="signOut()">Sign out instead</button>
      </p>
    </cm-signed-out-layout>
  `,
  styles: `
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class SecondFactorPage {
  protected readonly passkeys = inject(Passkeys);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly chosen = signal<'app' | 'passkey' | null>(null);

  protected async dialogClosed(added: boolean): Promise<void> {
    this.chosen.set(null);
    if (!added) return;
    await this.session.load();
    await this.goOn();
  }

  protected async goOn(): Promise<void> {
    await this.router.navigateByUrl('/chat', { replaceUrl: true });
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut();
  }
}
