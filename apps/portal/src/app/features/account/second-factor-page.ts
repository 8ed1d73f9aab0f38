import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Session } from '../../core/session/session.js';
import { DoorFrame } from '../../shared/door-frame.js';
import { SecondFactorEnrolment } from './second-factor-enrolment.js';

/** Whoever owes a second factor sets it up before anything else. */
@Component({
  selector: 'cm-second-factor-page',
  imports: [DoorFrame, MatButton, SecondFactorEnrolment],
  template: `
    <cm-door-frame
      heading="Set up your second factor"
      lead="Your role sees or changes what concerns others, so signing in takes a code of an app as well. It takes two minutes, once."
    >
      <div class="cm-form"><cm-second-factor-enrolment (finished)="goOn()" /></div>
      <p class="cm-aside"><button matButton="text" type="button" (click)="signOut()">Sign out instead</button></p>
    </cm-door-frame>
  `,
})
export class SecondFactorPage {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected async goOn(): Promise<void> {
    await this.router.navigateByUrl('/chat', { replaceUrl: true });
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut();
  }
}
