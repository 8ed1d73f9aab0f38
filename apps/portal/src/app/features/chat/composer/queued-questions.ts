import { Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';

/** Questions that will be asked once the answer before them is complete. */
@Component({
  selector: 'cm-queued-questions',
  imports: [Icon, MatButton, MatIconButton, ShownPipe],
  template: `
    <ol role="list" i18n-aria-label aria-label="Next questions">
      @for (question of questions(); track $index) {
        <li>
          <span i18n class="next">Next</span>
          <span class="words" dir="auto">{{ question | shown }}</span>
          @if (held() && $first) {
            <button i18n matButton="text" type="button" (click)="sent.emit()">Send now</button>
          }
          <button
            matIconButton
            class="small"
            type="button"
            i18n-aria-label
            aria-label="Edit next question"
            (click)="edited.emit($index)"
          >
            <cm-icon name="edit" />
          </button>
          <button
            matIconButton
            class="small"
            type="button"
            i18n-aria-label
            aria-label="Remove next question"
            (click)="removed.emit($index)"
          >
            <cm-icon name="close" />
          </button>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      margin: 0 0 var(--space-2);
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      padding-inline-start: var(--space-4);
      color: var(--text-soft);
      font-size: var(--type-3);
    }
    .next {
      flex: none;
      font-size: var(--type-1);
      font-weight: 600;
    }
    .words {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class QueuedQuestions {
  readonly questions = input.required<readonly string[]>();
  /** Whether they wait for a person, since the answer before them did not end well. */
  readonly held = input(false);

  readonly edited = output<number>();
  readonly removed = output<number>();
  readonly sent = output();
}
