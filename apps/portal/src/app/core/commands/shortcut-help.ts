import { Component, ElementRef, afterNextRender, inject, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '../../shared/icon.js';
import { Commands } from './commands.js';
import { ShortcutChoice } from './shortcut-choice.js';

/** `?`: the keys that work in the page in view. */
@Component({
  selector: 'cm-shortcut-help',
  imports: [Icon, MatIconButton],
  template: `
    <dialog #dialog class="help" aria-labelledby="help-heading" closedby="any" (close)="commands.helpOpen.set(false)">
      <div class="head">
        <h2 i18n id="help-heading">Keyboard shortcuts</h2>
        <button matIconButton type="button" i18n-aria-label aria-label="Close" (click)="dialog.close()">
          <cm-icon name="close" />
        </button>
      </div>
      <label class="choice">
        <input #on type="checkbox" [checked]="choice.on()" (change)="choice.on.set(on.checked)" /><ng-container i18n>
          Use keyboard shortcuts</ng-container
        ></label
      >
      <dl class="keys" [class.off]="!choice.on()">
        @for (shortcut of commands.shortcuts(); track shortcut.on) {
          <div class="line">
            <dt>{{ shortcut.words }}</dt>
            <dd>
              <kbd>{{ shortcut.keys }}</kbd>
            </dd>
          </div>
        }
      </dl>
    </dialog>
  `,
  styles: `
    .help {
      width: min(28rem, calc(100vw - 2rem));
      padding: var(--space-5);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow-over);
    }
    .help::backdrop {
      background: var(--scrim);
    }
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .choice {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-height: var(--target);
      margin-top: var(--space-2);
    }
    .off {
      color: var(--text-soft);
      text-decoration: line-through;
    }
    .keys {
      margin-top: var(--space-3);
    }
    .line {
      display: flex;
      justify-content: space-between;
      gap: var(--space-4);
      padding: var(--space-2) 0;
      border-top: 1px solid var(--line);
    }
  `,
})
export class ShortcutHelp {
  protected readonly commands = inject(Commands);
  protected readonly choice = inject(ShortcutChoice);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}
