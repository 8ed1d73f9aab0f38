import { Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { SidePanel } from '../../../shared/lists/side-panel.js';
import { caseStates } from './case-filter.js';
import type { CasesStore } from './cases-store.js';

/** The texts of a decisions page about its kind of case. */
export interface CaseWords {
  readonly heading: string;
  readonly lead: string;
  readonly loading: string;
  readonly nothingWaits: string;
  readonly nothingYet: string;
  /** The case in the URL is not in the list. */
  readonly notShown: string;
  readonly showAll: string;
}

/** A page of decisions: which cases are shown, the list in all its states, and the open one beside it. */
@Component({
  selector: 'cm-case-frame',
  imports: [FilterChips, ListEnd, LoadFailure, MatButton, SidePanel],
  template: `
    <div class="cm-list-main">
      <header class="cm-page-head">
        <div class="words">
          <h1>{{ words().heading }}</h1>
          <p>{{ words().lead }}</p>
        </div>
      </header>
      <div class="cm-filters">
        <cm-filter-chips
          i18n-label
          label="Show"
          [choices]="caseStates"
          [chosen]="cases().shown()"
          (chosenChange)="cases().show($event)"
        />
      </div>
      @switch (cases().list.state()) {
        @case ('failed') {
          <cm-load-failure [words]="cases().list.failure()" (again)="cases().list.load()" />
        }
        @case ('first-load') {
          <div class="skeleton" role="status" [attr.aria-label]="words().loading">
            <span></span><span></span><span></span><span></span>
          </div>
        }
        @default {
          @if (cases().list.items().length > 0) {
            <ng-content select="[cases]" />
          } @else if (!cases().list.hasMore()) {
            <div class="cm-nothing">
              @if (cases().shown() === 'pending') {
                <p>{{ words().nothingWaits }}</p>
                <button i18n matButton="outlined" type="button" (click)="cases().show('decided')">Show decided</button>
              } @else {
                <p>{{ words().nothingYet }}</p>
              }
            </div>
          }
          <cm-list-end [list]="cases().list" i18n-all all="End of list" />
        }
      }
    </div>
    @if (cases().row.id(); as id) {
      <cm-side-panel [of]="id" [heading]="panelHeading()" [sub]="panelSub()" (closed)="cases().row.close()">
        @if (cases().row.item()) {
          <ng-content select="[case]" />
        } @else if (cases().list.state() === 'ready') {
          <p i18n class="cm-soft">{{ words().notShown }} It may have been decided in the meantime.</p>
          <div class="next">
            <button matButton="outlined" type="button" (click)="cases().show('all')">{{ words().showAll }}</button>
          </div>
        }
      </cm-side-panel>
    }
  `,
  host: { class: 'cm-list-page' },
  styles: `
    .next {
      margin-top: var(--space-4);
    }
  `,
})
export class CaseFrame {
  readonly cases = input.required<CasesStore<{ readonly id: string }>>();
  readonly words = input.required<CaseWords>();
  readonly panelHeading = input.required<string>();
  readonly panelSub = input('');

  protected readonly caseStates = caseStates;
}
