import { Component, ViewEncapsulation, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { copyText } from '../../../shared/clipboard.js';
import { Icon } from '../../../shared/icon.js';
import { Note } from '../../../shared/note.js';

/** Ten codes for the day when the device is lost. Shown once: to be copied, saved or printed. */
@Component({
  selector: 'cm-recovery-codes',
  imports: [Icon, MatButton, Note],
  // Printing hides everything else on the page, so the rules reach beyond this part.
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="cm-recovery">
      <h2 i18n class="cm-recovery-heading">Recovery codes</h2>
      <p i18n>Each code replaces your second factor once. Keep them in a safe place.</p>
      <ol class="cm-recovery-list" i18n-aria-label aria-label="Your recovery codes">
        @for (code of codes(); track code) {
          <li>{{ code }}</li>
        }
      </ol>
      <p i18n class="cm-recovery-where">For {{ username() }} at {{ host }}</p>
    </div>
    <div class="cm-recovery-acts">
      <button matButton="outlined" type="button" (click)="copy()">
        <cm-icon [name]="copied() ? 'check' : 'copy'" />{{ copied() ? texts.copied : texts.copy }}
      </button>
      <button matButton="outlined" type="button" (click)="download()">
        <cm-icon name="download" /><ng-container i18n>Save as a file</ng-container>
      </button>
      <button matButton="outlined" type="button" (click)="print()">
        <cm-icon name="print" /><ng-container i18n>Print</ng-container>
      </button>
    </div>
    <cm-note i18n kind="warn"
      >They can’t be shown again. If you lose both the codes and your device, only an administrator can help you sign in.</cm-note
    >
    <span class="only-for-readers" role="status">{{ said() }}</span>
    <div class="cm-recovery-acts">
      <button i18n matButton="filled" type="button" (click)="kept.emit()">I have kept them</button>
    </div>
  `,
  styles: `
    .cm-recovery-heading {
      margin-bottom: var(--space-2);
    }
    .cm-recovery-list {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
      gap: var(--space-1) var(--space-4);
      margin: var(--space-4) 0;
      padding: var(--space-4) var(--space-4) var(--space-4) var(--space-12);
      border-radius: var(--radius);
      background: var(--sunken);
      font-family: var(--font-code);
      user-select: all;
    }
    .cm-recovery-where {
      display: none;
    }
    .cm-recovery-acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin: var(--space-3) 0;
    }
    @media print {
      body:has(.cm-recovery) * {
        visibility: hidden;
      }
      body .cm-recovery,
      body .cm-recovery * {
        visibility: visible;
      }
      .cm-recovery {
        position: fixed;
        inset: 2rem;
      }
      .cm-recovery-where {
        display: block;
      }
    }
  `,
})
export class RecoveryCodesView {
  protected readonly texts = {
    copied: $localize`Copied`,
    copy: $localize`Copy`,
  };
  readonly codes = input.required<readonly string[]>();
  readonly username = input.required<string>();
  readonly kept = output();

  protected readonly host = location.host;
  protected readonly copied = signal(false);
  protected readonly said = signal('');

  protected async copy(): Promise<void> {
    this.copied.set(await copyText(this.codes().join('\n')));
    this.said.set(this.copied() ? $localize`Copied.` : $localize`Couldn’t copy the codes. Save or print them instead.`);
  }

  protected download(): void {
    const text = $localize`Recovery codes for ${this.username()} at ${this.host}. Each works once.\n\n${this.codes().join('\n')}\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = 'chat-man-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
    this.said.set('Saved as chat-man-recovery-codes.txt.');
  }

  protected print(): void {
    print();
  }
}
