import { Component, ElementRef, afterRenderEffect, input, output, viewChild } from '@angular/core';
import type { Citation } from '#contracts/rag.js';
import { SourcePanel } from './source-panel.js';
import { sheetWhenNarrow } from '../../../shared/lists/sheet.js';

/** The source beside the conversation; where there is no room for two, a sheet above it. */
@Component({
  selector: 'cm-source-frame',
  imports: [SourcePanel],
  template: `
    @if (isSheet()) {
      <dialog #sheet class="sheet" i18n-aria-label aria-label="Source" closedby="any" (close)="closed.emit()">
        <cm-source-panel [citation]="citation()" [conversationId]="conversationId()" (closed)="sheet.close()" />
      </dialog>
    } @else {
      <aside class="beside" i18n-aria-label aria-label="Source">
        <cm-source-panel [citation]="citation()" [conversationId]="conversationId()" (closed)="closed.emit()" />
      </aside>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .beside {
      flex: none;
      width: 23rem;
      min-height: 0;
      border-inline-start: 1px solid var(--line);
      background: var(--raised);
    }
    .sheet {
      width: 100%;
      max-width: 40rem;
      height: min(34rem, 80dvh);
      max-height: none;
      margin: auto auto 0;
      padding: 0;
      border: 1px solid var(--line);
      border-bottom: 0;
      border-radius: var(--radius-large) var(--radius-large) 0 0;
      background: var(--raised);
      box-shadow: var(--shadow-over);
      animation: rise var(--calm) ease-out;
    }
    .sheet::backdrop {
      background: var(--scrim);
    }
    @keyframes rise {
      from {
        transform: translateY(2rem);
      }
    }
  `,
})
export class SourceFrame {
  readonly citation = input.required<Citation>();
  readonly conversationId = input<string | null>(null);
  readonly closed = output();

  protected readonly isSheet = sheetWhenNarrow();
  private readonly sheet = viewChild<ElementRef<HTMLDialogElement>>('sheet');

  constructor() {
    afterRenderEffect(() => {
      const sheet = this.sheet()?.nativeElement;
      if (sheet !== undefined && !sheet.open) sheet.showModal();
    });
  }
}
