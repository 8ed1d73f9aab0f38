import { Component, ElementRef, afterNextRender, computed, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Note } from '../note.js';

let made = 0;

/**
 * A modal dialog: heading, body, and a footer that stays in view however long the body is, with why it could not be done, the way out,
 * and the acts, which carry `dialogActs`.
 */
@Component({
  selector: 'cm-dialog-frame',
  imports: [MatButton, Note],
  // Here too: a browser closes on a second Escape whatever the page says.
  host: { '(keydown.escape)': 'refuseWhileBusy($event)' },
  template: `
    <dialog
      #dialog
      class="dialog"
      [class.wide]="wide()"
      [attr.aria-labelledby]="id"
      [attr.closedby]="held() ? 'none' : 'closerequest'"
      (cancel)="refuseWhileBusy($event)"
      (close)="closed.emit()"
    >
      <h2 class="heading" [id]="id">{{ heading() }}</h2>
      <div class="body"><ng-content /></div>
      <div class="refusal">
        @if (refusal(); as words) {
          <cm-note kind="bad">{{ words }}</cm-note>
        }
      </div>
      <div class="acts">
        @if (cancel()) {
          <button matButton="text" type="button" [disabled]="busy()" (click)="close()">{{ cancel() }}</button>
        }
        <ng-content select="[dialogActs]" />
      </div>
    </dialog>
  `,
  styles: `
    .dialog {
      flex-direction: column;
      width: min(30rem, calc(100vw - 2 * var(--space-4)));
      max-height: calc(100dvh - 2 * var(--space-4));
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius-large);
      background: var(--raised);
      box-shadow: var(--shadow-over);
    }
    .dialog[open] {
      display: flex;
    }
    .wide {
      width: min(40rem, calc(100vw - 2 * var(--space-4)));
    }
    .dialog::backdrop {
      background: var(--scrim);
    }
    .heading {
      padding: var(--space-5) var(--space-6) 0;
      overflow-wrap: anywhere;
    }
    .body {
      min-height: 0;
      padding: var(--space-3) var(--space-6) var(--space-5);
      overflow-y: auto;
      line-height: var(--leading-read);
    }
    .refusal {
      flex: none;
      padding: 0 var(--space-6);
    }
    .acts {
      display: flex;
      flex: none;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-2);
      padding: var(--space-3) var(--space-6) var(--space-5);
    }
    @media (max-width: 30rem) {
      .heading {
        padding: var(--space-4) var(--space-4) 0;
      }
      .body,
      .refusal,
      .acts {
        padding-inline: var(--space-4);
      }
    }
  `,
})
export class DialogFrame {
  readonly heading = input.required<string>();
  readonly wide = input(false);
  /** Work is in progress: Escape does not close the dialog. */
  readonly busy = input(false);
  /** What it shows is shown only once: Escape, pressed by habit, does not close it. */
  readonly holds = input(false);
  /** Why it could not be done. */
  readonly refusal = input('');
  /** The words of the way out; empty where the acts have one. */
  readonly cancel = input('');
  readonly closed = output();

  protected readonly held = computed(() => this.busy() || this.holds());
  protected readonly id = `dialog-${String(++made)}`;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  /** The focus goes back to where it was before the dialog came. */
  close(): void {
    this.dialog().nativeElement.close();
  }

  protected refuseWhileBusy(event: Event): void {
    if (this.held()) event.preventDefault();
  }
}
