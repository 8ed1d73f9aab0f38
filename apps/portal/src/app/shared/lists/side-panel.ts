import { NgTemplateOutlet } from '@angular/common';
import { Component, ElementRef, afterRenderEffect, input, output, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { wordsFor } from '../../core/api/api-problem.js';
import { Icon } from '../icon.js';
import { LoadFailure } from '../load-failure.js';
import { sheetWhenNarrow } from './sheet.js';

/** One item of a list, opened beside it; a sheet above it where there is no room for both. */
@Component({
  selector: 'cm-side-panel',
  imports: [Icon, LoadFailure, MatIconButton, NgTemplateOutlet],
  template: `
    <ng-template #inside>
      <header class="head">
        <div class="title">
          <h2 #title tabindex="-1">{{ heading() }}</h2>
          @if (sub()) {
            <p class="sub">{{ sub() }}</p>
          }
        </div>
        <button matIconButton type="button" i18n-aria-label aria-label="Close panel" (click)="closed.emit()">
          <cm-icon name="close" />
        </button>
      </header>
      <div class="body">
        <ng-content />
        @if (failure(); as failure) {
          <cm-load-failure [words]="wordsFor(failure)" (again)="retried.emit()" />
        } @else if (loading(); as words) {
          <div class="skeleton" role="status" [attr.aria-label]="words"><span></span><span></span><span></span></div>
        }
      </div>
    </ng-template>
    @if (isSheet()) {
      <dialog #sheet class="sheet" [attr.aria-label]="heading()" closedby="any" (close)="closed.emit()">
        <ng-container [ngTemplateOutlet]="inside" />
      </dialog>
    } @else {
      <aside class="beside" [attr.aria-label]="heading()">
        <ng-container [ngTemplateOutlet]="inside" />
      </aside>
    }
  `,
  // The sheet knows Escape by itself.
  host: { '(keydown.escape)': 'isSheet() || closed.emit()' },
  styles: `
    :host {
      display: contents;
    }
    .beside,
    .sheet[open] {
      display: flex;
      flex-direction: column;
      background: var(--raised);
    }
    .beside {
      flex: none;
      width: 26rem;
      min-height: 0;
      border-inline-start: 1px solid var(--line);
    }
    .sheet {
      width: 100%;
      max-width: 44rem;
      height: min(44rem, 88dvh);
      max-height: none;
      margin: auto auto 0;
      padding: 0;
      border: 1px solid var(--line);
      border-bottom: 0;
      border-radius: var(--radius-large) var(--radius-large) 0 0;
      box-shadow: var(--shadow-over);
      animation: rise var(--calm) ease-out;
    }
    .sheet::backdrop {
      background: var(--scrim);
    }
    .head {
      display: flex;
      flex: none;
      align-items: flex-start;
      justify-content: space-between;
      gap: var(--space-2);
      padding: var(--space-3) var(--space-2) var(--space-3) var(--space-4);
      border-bottom: 1px solid var(--line);
    }
    .title {
      min-width: 0;
      padding-top: var(--space-1);
    }
    h2 {
      font-size: var(--type-4);
      overflow-wrap: anywhere;
    }
    .sub {
      margin-top: 2px;
      color: var(--text-soft);
      font-size: var(--type-2);
      overflow-wrap: anywhere;
    }
    .body {
      flex: 1;
      min-height: 0;
      padding: var(--space-4);
      overflow-y: auto;
    }
    @keyframes rise {
      from {
        transform: translateY(2rem);
      }
    }
  `,
})
export class SidePanel {
  readonly heading = input.required<string>();
  readonly sub = input('');
  /** Of what is shown: another one takes the focus to the heading again. */
  readonly of = input.required<string>();
  /** What is being loaded, such as "Loading the account"; empty when there is something to show. */
  readonly loading = input('');
  /** Why it could not be loaded. */
  readonly failure = input<unknown>();
  readonly retried = output();
  readonly closed = output();

  protected readonly wordsFor = wordsFor;

  protected readonly isSheet = sheetWhenNarrow();
  private readonly sheet = viewChild<ElementRef<HTMLDialogElement>>('sheet');
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');

  constructor() {
    afterRenderEffect(() => {
      const sheet = this.sheet()?.nativeElement;
      if (sheet !== undefined && !sheet.open) sheet.showModal();
    });
    afterRenderEffect(() => {
      this.of();
      this.title()?.nativeElement.focus({ preventScroll: true });
    });
  }
}
