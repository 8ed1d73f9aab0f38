import { Component, ElementRef, Injector, afterNextRender, computed, inject, input, viewChild } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet, type RedirectFunction } from '@angular/router';
import type { Permission } from '#contracts/auth/people/roles.js';
import type { Waiting } from '#contracts/auth/waiting.js';
import { Session } from '../../core/session/session.js';
import { RailState } from '../../core/shell/rail-state.js';
import { ShellSlot } from '../../core/shell/shell-slots.js';
import { WaitingStore } from '../../core/waiting-store.js';
import { Icon, type IconName } from '../icon.js';
import { SectionStyles } from './section-styles.js';
import { WaitingCount } from '../waiting-count.js';

/** A page of a section. */
export interface SectionPage {
  readonly path: string;
  readonly words: string;
  readonly icon: IconName;
  readonly permission: Permission;
  /** Which of its items wait for the person. */
  readonly waits?: keyof Waiting;
}

/** From the address of a section to the first of its pages that the person may see; to the first at all, which explains, where that is none. */
export function firstOpenTo(pages: readonly SectionPage[]): RedirectFunction {
  return async () => {
    const session = inject(Session);
    await session.known();
    return (pages.find((page) => session.may(page.permission)) ?? pages[0])?.path ?? '/';
  };
}

/** A section of several pages: listed in the sidebar, and on phones in a strip above the page. */
@Component({
  selector: 'cm-section-frame',
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet, SectionStyles, ShellSlot, WaitingCount],
  template: `
    <cm-section-styles />
    <ng-template cmShellSlot="rail">
      <nav class="list" [attr.aria-label]="heading()">
        <p class="heading" aria-hidden="true">{{ heading() }}</p>
        @for (page of open(); track page.path) {
          <a
            class="page"
            [routerLink]="page.path"
            routerLinkActive="here"
            ariaCurrentWhenActive="page"
            (click)="rail.closeDrawer()"
          >
            <cm-icon [name]="page.icon" />{{ page.words }}<cm-waiting-count [count]="waiting(page)" [words]="words(page)" />
          </a>
        }
      </nav>
    </ng-template>
    @if (rail.isDrawer() && open().length > 1) {
      <nav #strip class="strip" [attr.aria-label]="heading()">
        @for (page of open(); track page.path) {
          <a
            class="tab"
            [routerLink]="page.path"
            routerLinkActive="here"
            ariaCurrentWhenActive="page"
            (isActiveChange)="showTab($event)"
            >{{ page.words }}<cm-waiting-count [count]="waiting(page)" [words]="words(page)"
          /></a>
        }
      </nav>
    }
    <router-outlet />
  `,
  styleUrl: './section-frame.scss',
})
export class SectionFrame {
  protected readonly rail = inject(RailState);
  private readonly counts = inject(WaitingStore);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly strip = viewChild<ElementRef<HTMLElement>>('strip');

  /** From the route's data. */
  readonly heading = input.required<string>();
  readonly pages = input.required<readonly SectionPage[]>();

  protected readonly open = computed(() => this.pages().filter((page) => this.session.may(page.permission)));

  /** The tab of the page that is open is in sight, however many there are. */
  protected showTab(isActive: boolean): void {
    if (isActive)
      afterNextRender(
        () => this.strip()?.nativeElement.querySelector('.here')?.scrollIntoView({ inline: 'center', block: 'nearest' }),
        { injector: this.injector },
      );
  }

  protected waiting(page: SectionPage): number {
    return this.counts.of(page.waits === undefined ? [] : [page.waits]);
  }

  protected words(page: SectionPage): string {
    return page.waits === 'notices' ? 'unread' : 'waiting';
  }
}
