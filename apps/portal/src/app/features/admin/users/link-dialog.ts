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
    <cm-dialog-frame [heading]="$localize\`Password link for \${user().displayName}\`" [holds]="true" (closed)="closed.emit()">
      <cm-link-handover [person]="user().displayName" [link]="link()" />
      <ng-container dialogActs>
        <button i18n matButton="filled" type="button" (click)="frame().close()">Done</button>
      </ng-container>
    </cm-dialog-frame>
  `,
})
export class LinkDialog {
  protected readonly $localize = $localize;
  readonly user = input.required<User>();
  readonly link = input.required<ResetLink>();
  readonly closed = output();

  protected readonly frame = viewChild.required(DialogFrame);
}
