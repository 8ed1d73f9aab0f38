import { Component, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SettingChange } from '#contracts/settings.js';
import { PagedList } from '../../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../../shared/load-failure.js';
import { When } from '../../../../shared/when/when.js';
import { valueWords } from '../row/setting-control.rules.js';
import { personWords } from '../../person-words.rules.js';
import type { DescribedSetting } from '../setting-sections.rules.js';
import { SettingsApi } from '../settings-api.js';

/** Who changed one setting in the admin panel, when and why, newest first. */
@Component({
  selector: 'cm-setting-history',
  imports: [LoadFailure, MatButton, When],
  template: `
    @switch (changes.state()) {
      @case ('first-load') {
        <p i18n class="soft" role="status">Loading the history…</p>
      }
      @case ('failed') {
        <cm-load-failure [words]="changes.failure()" (again)="changes.load()" />
      }
      @default {
        <ol role="list" [attr.aria-label]="texts.historyOf(of().words.label)">
          @for (change of changes.items(); track change.id) {
            <li>
              <p>
                <strong>{{ person(change.requestedBy) }}</strong>
                @if (change.isReset) {
                  <ng-container i18n>reset it: {{ say(change.from) }} → {{ say(change.to) }}</ng-container>
                } @else {
                  <ng-container i18n>changed {{ say(change.from) }} to {{ say(change.to) }}</ng-container>
                }
                <cm-when class="soft" [at]="change.changedAt" />
              </p>
              @if (change.reason) {
                <p class="reason">“{{ change.reason }}”</p>
              }
              @if (change.approvedBy) {
                <p i18n class="soft">Approved by {{ person(change.approvedBy) }}</p>
              }
            </li>
          } @empty {
            <li i18n class="soft">Nobody has changed this setting here yet.</li>
          }
        </ol>
        @if (changes.state() === 'failed-more') {
          <p class="soft" role="alert">{{ changes.failure() }}</p>
        }
        @if (changes.hasMore()) {
          <button
            i18n
            matButton="text"
            type="button"
            [disabled]="changes.state() === 'loading-more'"
            (click)="changes.loadMore()"
          >
            Show earlier changes
          </button>
        }
      }
    }
  `,
  styles: `
    :host {
      display: block;
      padding: var(--space-2) 0 var(--space-4) var(--space-4);
      border-inline-start: 2px solid var(--line);
      margin-bottom: var(--space-4);
    }
    ol {
      display: grid;
      gap: var(--space-3);
    }
    p {
      overflow-wrap: anywhere;
    }
    .soft {
      color: var(--text-soft);
    }
  `,
})
export class SettingHistory {
  protected readonly texts = {
    historyOf: (label: string | number) => $localize`History of ${label}`,
  };
  private readonly api = inject(SettingsApi);

  readonly of = input.required<DescribedSetting>();

  protected readonly person = personWords;
  protected readonly changes = new PagedList<SettingChange>((cursor) => this.api.history(this.of().setting.key, cursor));

  constructor() {
    // Another value is another entry.
    effect(() => {
      void this.of().setting.value;
      untracked(() => void this.changes.load());
    });
  }

  protected say(value: unknown): string {
    return typeof value === 'string' ? (this.of().words.options?.[value] ?? valueWords(value)) : valueWords(value);
  }
}
