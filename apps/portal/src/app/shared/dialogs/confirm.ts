import { Service, inject, inputBinding } from '@angular/core';
import { ConfirmDialog, type Question } from './confirm-dialog.js';
import { Dialogs } from './dialogs.js';

/** Asks for confirmation before an important act. */
@Service()
export class Confirm {
  private readonly dialogs = inject(Dialogs);

  /** Resolves to whether `act` was done. It gets the reason and the extra answer; if it fails, the dialog stays open and says why. */
  ask(question: Question, act: (reason: string, also: string) => Promise<void>): Promise<boolean> {
    return this.dialogs.ask<boolean>(ConfirmDialog, [inputBinding('question', () => question), inputBinding('act', () => act)]);
  }
}
