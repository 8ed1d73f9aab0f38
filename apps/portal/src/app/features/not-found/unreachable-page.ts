import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { DoorFrame } from '../../shared/door-frame.js';

/** Shown when the very first call fails; the address in the bar stays the one that was asked for. */
@Component({
  selector: 'cm-unreachable-page',
  imports: [DoorFrame, MatButton],
  template: `
    <cm-door-frame
      heading="Chat Man cannot be reached"
      lead="The server did not answer. It may be starting, or the connection may be down."
    >
      <div class="cm-form"><button matButton="filled" type="button" (click)="tryAgain()">Try again</button></div>
    </cm-door-frame>
  `,
})
export class UnreachablePage {
  protected tryAgain(): void {
    location.reload();
  }
}
