import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { chipWords, spokenChips, type Chip } from './attachment-words.rules.js';

/** The files in the composer, each with how far it is. */
@Component({
  selector: 'cm-attachment-chips',
  imports: [Icon, MatIconButton, ShownPipe],
  template: `
    <ul role="list" i18n-aria-label aria-label="Attached files">
      @for (chip of chips(); track chip.key) {
        <li [class.failed]="chip.state === 'failed'">
          <cm-icon class="kind" [name]="chip.state === 'failed' ? 'warn' : 'file'" />
          <span class="text">
            <span class="name" dir="auto" [title]="chip.name">{{ chip.name | shown }}</span>
            <span class="state">{{ words(chip) }}</span>
          </span>
          <button
            matIconButton
            class="small"
            type="button"
            i18n-aria-label
            aria-label="Remove {{ chip.name }}"
            i18n-title
            title="Remove {{ chip.name }}"
            (click)="removed.emit(chip)"
          >
            <cm-icon name="close" />
          </button>
          @if (chip.state === 'sending') {
            <span class="bar" aria-hidden="true" [style.inline-size.%]="(100 * chip.sent) / chip.size"></span>
          }
        </li>
      }
    </ul>
    <p class="only-for-readers" role="status">{{ spoken() }}</p>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      max-height: 9rem;
      margin: 0 0 var(--space-2);
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }
    li {
      position: relative;
      display: flex;
      align-items: center;
      gap: var(--space-2);
      max-width: 100%;
      padding-inline-start: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
      overflow: hidden;
    }
    .failed {
      border-color: var(--bad);
    }
    .kind {
      --icon-size: 1.125rem;
      flex: none;
      color: var(--text-soft);
    }
    .failed .kind,
    .failed .state {
      color: var(--bad);
    }
    .text {
      display: grid;
      min-width: 0;
      padding-block: var(--space-1);
      line-height: var(--leading-control);
    }
    .name {
      max-width: 16rem;
      overflow: hidden;
      font-size: var(--type-2);
      font-weight: 550;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .state {
      max-width: 22rem;
      color: var(--text-soft);
      font-size: var(--type-1);
      font-variant-numeric: tabular-nums;
    }
    .small {
      flex: none;
      color: var(--text-soft);
    }
    .bar {
      position: absolute;
      inset-inline-start: 0;
      bottom: 0;
      height: 2px;
      background: var(--accent);
    }
  `,
})
export class AttachmentChips {
  readonly chips = input.required<readonly Chip[]>();
  readonly removed = output<Chip>();

  protected readonly words = chipWords;
  protected readonly spoken = computed(() => spokenChips(this.chips()));
}
