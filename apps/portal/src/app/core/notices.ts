import { Injector, Service, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { wordsFor } from './api/api-problem.js';

/** Short messages at the edge of the page: what was done, what failed. Announced politely. */
@Service()
export class Notices {
  private readonly injector = inject(Injector);

  say(words: string): void {
    this.bar().open(words, undefined, { duration: 4000, verticalPosition: 'top' });
  }

  fail(failure: unknown): void {
    this.bar().open(wordsFor(failure), $localize`Close`, { duration: 10_000, verticalPosition: 'top' });
  }

  /** With the offer to take it back for `ms`; resolves to whether it was taken back. */
  async undoable(words: string, ms: number): Promise<boolean> {
    const shown = this.bar().open(words, $localize`Undo`, { duration: ms, verticalPosition: 'top' });
    return new Promise((resolve) => {
      shown.afterDismissed().subscribe((end) => resolve(end.dismissedByAction));
    });
  }

  /** Resolves to whether it worked; shows the failure if not. */
  async attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (failure) {
      this.fail(failure);
      return false;
    }
  }

  /** Created when first needed: at the start it would only take time. */
  private bar(): MatSnackBar {
    return this.injector.get(MatSnackBar);
  }
}
