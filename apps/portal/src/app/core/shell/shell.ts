import { NgTemplateOutlet } from '@angular/common';
import { Component, ElementRef, afterNextRender, computed, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatIconButton } from '@angular/material/button';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { filter, map, tap } from 'rxjs';
import { Brand } from '../../shared/pages/brand.js';
import { Icon } from '../../shared/icon.js';
import { WaitingCount } from '../../shared/waiting-count.js';
import { Connection } from '../api/connection.js';
import { PendingPage } from '../api/pending-page.js';
import { ConnectionWatch } from '../api/connection-watch.js';
import { ShortcutChoice } from '../commands/shortcut-choice.js';
import { Commands, type Command } from '../commands/commands.js';
import { Palette } from '../commands/palette.js';
import { ShortcutHelp } from '../commands/shortcut-help.js';
import { isTyping, shortcutOf } from '../commands/keys.rules.js';
import { Live } from '../live/live.js';
import { nextTask } from '../next-task.js';
import { Session } from '../session/session.js';
import { WaitingStore } from '../waiting-store.js';
import { AccountMenu } from './account-menu.js';
import { RailState } from './rail-state.js';
import { sections } from './sections.js';
import { ShellSlots } from './shell-slots.js';
import { Tooltips } from './tooltips.js';

/** The frame around every page for signed-in people. */
@Component({
  selector: 'cm-shell',
  imports: [
    AccountMenu,
    Brand,
    Icon,
    MatIconButton,
    NgTemplateOutlet,
    Palette,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    ShortcutHelp,
    Tooltips,
    WaitingCount,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
  host: { '(document:keydown)': 'press($event)', '[class.rail-open]': 'rail.open()', '[class.drawer]': 'rail.isDrawer()' },
})
export class Shell {
  protected readonly $localize = $localize;
  protected readonly rail = inject(RailState);
  protected readonly slots = inject(ShellSlots);
  protected readonly connection = inject(Connection);
  protected readonly pendingPage = inject(PendingPage);
  protected readonly commands = inject(Commands);
  protected readonly waiting = inject(WaitingStore);
  /** Whether it is on the screen. Only then is the page made that stands in it: both at once would be one long pause on a phone. */
  protected readonly stands = signal(false);
  private readonly shortcutsOn = inject(ShortcutChoice).on;
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  private page = '';
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
      tap((url) => this.followPage(url)),
      tap(() => this.pendingPage.forget()),
      tap(() => void nextTask().then(() => this.waiting.refresh())),
    ),
    { initialValue: this.router.url },
  );

  protected readonly sections = computed(() =>
    sections.filter((section) => section.permissions.some((permission) => this.session.may(permission))),
  );
  /** Shown at the button of a hidden sidebar: something in it is waiting. */
  protected readonly waitingAtAll = computed(() => this.waiting.of(this.sections().flatMap((section) => section.waits ?? [])));
  protected readonly place = computed(() => this.sections().find((section) => this.url().startsWith(section.path))?.words ?? '');

  constructor() {
    inject(ConnectionWatch);
    inject(Live).on('approval', () => void this.waiting.changed());
    afterNextRender(() => void nextTask().then(() => this.stands.set(true)));
    this.commands.offer(
      computed<Command[]>(() =>
        this.sections().map((section) => ({
          id: `go-${section.path.slice(1)}`,
          words: $localize`Go to ${section.words}`,
          group: $localize`Go to`,
          run: () => void this.router.navigateByUrl(section.path),
        })),
      ),
    );
    this.commands.listen([
      {
        on: 'mod+k',
        keys: 'Ctrl K',
        words: $localize`Search commands and conversations`,
        run: () => this.commands.paletteOpen.set(true),
      },
      { on: 'mod+b', keys: 'Ctrl B', words: $localize`Show or hide sidebar`, run: () => this.rail.toggle() },
      { on: '?', keys: '?', words: $localize`Show keyboard shortcuts`, run: () => this.commands.helpOpen.set(true) },
    ]);
  }

  protected press(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.rail.isDrawer() && this.rail.open()) {
      this.rail.dismiss();
      return;
    }
    if (this.commands.paletteOpen() || this.commands.helpOpen() || !this.shortcutsOn()) return;
    const pressed = shortcutOf(event);
    if (!pressed.startsWith('mod+') && isTyping(event.target as HTMLElement | null)) return;
    const shortcut = this.commands.shortcuts().find((each) => each.on === pressed);
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut.run();
  }

  /** A new page is read from its beginning, not from the link that led here. The same page with other content keeps the focus. */
  private followPage(url: string): void {
    const page = url.split(/[/?#]/)[1] ?? '';
    if (this.page !== '' && page !== this.page) this.content().nativeElement.focus({ preventScroll: true });
    this.page = page;
  }

  protected skipToContent(event: Event): void {
    event.preventDefault();
    this.content().nativeElement.focus();
  }
}
