import { Component, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ResetLink, User } from '#contracts/auth/people/users.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { LinkHandover } from './link-handover.js';

/** The link that was just created. */
@Component({
  selector: 'cm-link-dialog',
  imports: [DialogFrame, LinkHandover, MatButton],
  template: `
    <cm-dialog-frame [heading]="texts.passwordLinkFor(user().displayName)" [holds]="true" (closed)="closed.emit()">
      <cm-link-handover [person]="user().displayName" [link]="link()" />
      <ng-container dialogActs>
        <button i18n matButton="filled" type="button" (click)="frame().close()">Done</button>
      </ng-container>
    </cm-dialog-frame>
  `,
})
export class LinkDialog {
  protected readonly texts = {
    passwordLinkFor: (displayName: string | number) => $localize`Password link for ${displayName}`,
  };
  readonly user = input.required<User>();
  readonly link = input.required<ResetLink>();
  readonly closed = output();

  protected readonly frame = viewChild.required(DialogFrame);
}
