import { Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Setting } from '#contracts/settings.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Session } from '../../../core/session/session.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { SearchBox } from '../../../shared/lists/search-box.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { SettingRow } from './setting-row.js';
import { SettingsApi } from './settings-api.js';
import { settingGroups } from './setting-groups.rules.js';

/** Every setting: its value, where that comes from, what it does, and the way back. */
@Component({
  selector: 'cm-settings-page',
  imports: [FilterChips, LoadFailure, MatButton, SearchBox, SettingRow],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1>Settings</h1>
      <p class="cm-soft lead">
        A value comes from the first of these that has one: what is changed here, the environment, config/settings.json, the
        default. Each change is recorded with the old value and the new one.
      </p>
      <div class="cm-filters" role="search" aria-label="Filter settings">
        <cm-search-box label="Search settings" [(words)]="q" />
        <cm-filter-chips label="Show" [choices]="choices" [(chosen)]="show" />
      </div>
      @if (settings.error(); as failure) {
        <cm-load-failure [words]="wordsFor(failure)" (again)="settings.reload()" />
      } @else if (settings.hasValue()) {
        @for (group of groups(); track group.key) {
          <section class="group" [attr.aria-labelledby]="'group-' + group.key">
            <h2 [id]="'group-' + group.key">{{ group.words }}</h2>
            @for (setting of group.settings; track setting.key) {
              <cm-setting-row [setting]="setting" [editable]="editable()" (changed)="took($event)" />
            }
          </section>
        } @empty {
          <div class="cm-nothing">
            <p>No setting fits this filter.</p>
            <button matButton="outlined" type="button" (click)="showAll()">Show all settings</button>
          </div>
        }
      } @else {
        <div class="skeleton" role="status" aria-label="The settings are loading">
          <span></span><span></span><span></span><span></span><span></span><span></span>
        </div>
      }
    </div>
  `,
  styles: `
    .cm-column {
      max-width: 56rem;
    }
    .lead {
      max-width: 44rem;
      margin-top: var(--space-2);
    }
    .group {
      margin-top: var(--space-6);
    }
    h2 {
      padding-bottom: var(--space-2);
      border-bottom: 1px solid var(--line);
    }
  `,
})
export class SettingsPage {
  private readonly api = inject(SettingsApi);
  private readonly session = inject(Session);

  protected readonly wordsFor = wordsFor;
  protected readonly choices = [
    { value: 'all', words: 'All' },
    { value: 'changed', words: 'Not the default' },
  ];
  protected readonly q = signal('');
  protected readonly show = signal('all');
  protected readonly settings = resource({ loader: () => this.api.settings() });
  protected readonly editable = computed(() => this.session.may('settings:change'));
  protected readonly groups = computed(() =>
    this.settings.hasValue() ? settingGroups(this.settings.value(), { q: this.q(), changedOnly: this.show() === 'changed' }) : [],
  );

  protected took(all: Setting[]): void {
    this.settings.set(all);
  }

  protected showAll(): void {
    this.q.set('');
    this.show.set('all');
  }
}
