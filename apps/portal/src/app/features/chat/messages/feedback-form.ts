import { Component, ElementRef, afterNextRender, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Feedback } from '#contracts/chat/chat.js';

type Reason = NonNullable<Feedback['reasons']>[number];

const reasons: readonly { readonly reason: Reason; readonly words: string }[] = [
  { reason: 'wrong', words: $localize`Incorrect` },
  { reason: 'incomplete', words: $localize`Incomplete` },
  { reason: 'no-source', words: $localize`No source` },
  { reason: 'outdated', words: $localize`Out of date` },
  { reason: 'unclear', words: $localize`Hard to understand` },
  { reason: 'harmful', words: $localize`Harmful` },
  { reason: 'other', words: $localize`Something else` },
];

/** What was wrong with an answer. Optional: the rating itself has already been sent. */
@Component({
  selector: 'cm-feedback-form',
  imports: [MatButton],
  template: `
    <form class="form" (submit)="send($event)">
      <fieldset>
        <legend i18n #legend tabindex="-1">Thanks. What was wrong?</legend>
        <div class="reasons">
          @for (each of reasons; track each.reason) {
            <label class="reason">
              <input type="checkbox" [checked]="chosen().has(each.reason)" (change)="toggle(each.reason)" />{{ each.words }}
            </label>
          }
        </div>
      </fieldset>
      <label class="more"
        ><ng-container i18n>Comment (optional) </ng-container
        ><textarea #comment class="cm-input" rows="2" maxlength="2000" [value]="feedback()?.comment ?? ''"></textarea>
      </label>
      <div class="acts">
        <button i18n matButton="text" type="button" (click)="left.emit()">Skip</button>
        <button i18n matButton="filled" type="submit">Send feedback</button>
      </div>
    </form>
  `,
  styles: `
    .form {
      margin-top: var(--space-2);
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
    }
    fieldset {
      padding: 0;
      border: 0;
    }
    legend {
      font-weight: 600;
    }
    .reasons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-top: var(--space-3);
    }
    .reason {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      min-height: var(--target);
      padding: 0 var(--space-3);
      border: 1px solid var(--control);
      border-radius: 999px;
      cursor: pointer;
    }
    .reason:has(:checked) {
      border-color: var(--accent);
      background: var(--accent-soft);
    }
    .reason:has(:focus-visible) {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    .reason input {
      margin: 0;
      accent-color: var(--accent);
      outline: none;
    }
    .more {
      display: grid;
      gap: var(--space-1);
      margin-top: var(--space-4);
    }
    .acts {
      display: flex;
      justify-content: flex-end;
      gap: var(--space-2);
      margin-top: var(--space-3);
    }
  `,
})
export class FeedbackForm {
  readonly feedback = input<Feedback | null>(null);
  readonly sent = output<Feedback>();
  readonly left = output();

  protected readonly reasons = reasons;
  protected readonly chosen = signal<ReadonlySet<Reason>>(new Set());
  private readonly comment = viewChild.required<ElementRef<HTMLTextAreaElement>>('comment');
  private readonly legend = viewChild.required<ElementRef<HTMLElement>>('legend');

  constructor() {
    afterNextRender(() => {
      this.chosen.set(new Set(this.feedback()?.reasons ?? []));
      this.legend().nativeElement.focus({ preventScroll: true });
    });
  }

  protected toggle(reason: Reason): void {
    this.chosen.update((chosen) =>
      chosen.has(reason) ? new Set([...chosen].filter((each) => each !== reason)) : new Set([...chosen, reason]),
    );
  }

  protected send(event: Event): void {
    event.preventDefault();
    const comment = this.comment().nativeElement.value.trim();
    const chosen = [...this.chosen()];
    this.sent.emit({ rating: 'down', ...(chosen.length > 0 ? { reasons: chosen } : {}), ...(comment === '' ? {} : { comment }) });
  }
}
