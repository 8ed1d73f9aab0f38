import { Service, computed, inject, signal } from '@angular/core';
import type { Me } from '#contracts/auth/me.js';
import type { Assertion } from '#contracts/auth/factors/passkeys.js';
import type { Permission } from '#contracts/auth/people/roles.js';
import { ApiProblem } from '../api/api-problem.js';
import { PortalApi } from '../api/portal-api.js';
import { ShortcutChoice } from '../commands/shortcut-choice.js';
import { keepLanguage } from '../../../locale/language.js';
import { Theme } from '../theme.js';
import { IdleClock } from './idle/idle-clock.js';
import { SessionApi } from './session-api.js';
import { Tabs } from '../live/tabs.js';
import type { SignOutReason } from './sign-out-reason.js';

/** The second step of signing in, one of the two. */
export interface SecondFactor {
  readonly code?: string;
  readonly passkey?: Assertion;
}

/**
 * Who is signed in. Leaving is a load of a fresh page, not a change of route: everything that was opened for one person leaves the
 * memory of the browser with it. What is on the screen goes before that, and in every tab of this browser.
 */
@Service()
export class Session {
  private readonly api = inject(SessionApi);
  private readonly theme = inject(Theme);
  private readonly shortcuts = inject(ShortcutChoice);
  private readonly idle = inject(IdleClock);
  private readonly tabs = inject(Tabs);
  private readonly signedInAs = signal<Me | null>(null);
  private loading: Promise<Me | null> | null = null;
  private isLooking = false;
  private leaving: Promise<void> | null = null;
  private readonly lastActs: (() => Promise<void>)[] = [];

  /** Whether what is typed outlives the session: said by who keeps it, as soon as there is a key to seal it with. */
  readonly draftsAreKept = signal(false);
  readonly me = this.signedInAs.asReadonly();
  readonly permissions = computed(() => new Set<Permission>(this.me()?.permissions ?? []));

  constructor() {
    inject(PortalApi).watch({
      answered: (call) => this.idle.answered(call),
      unauthenticated: () => void this.lookAgain(),
    });
    this.idle.onQuestion((question) => void this.ask(question));
    this.tabs.subscribe((news) => {
      const me = this.me();
      if (me === null) return;
      if (news.kind === 'left' && news.personId === me.id) void this.leave(news.why, { toldByAnotherTab: true });
      if (news.kind === 'entered' && news.personId !== me.id) void this.leave('elsewhere', { toldByAnotherTab: true });
    });
    // Whoever comes back by the browser's own button to a page that it kept finds it empty, and is sent to where they may be.
    addEventListener('pageshow', () => {
      if (this.leaving !== null) location.reload();
    });
  }

  /** Done before the page is left for the sign-in page, such as putting away what was typed. */
  beforeLeaving(act: () => Promise<void>): void {
    this.lastActs.push(act);
  }

  may(permission: Permission): boolean {
    return this.permissions().has(permission);
  }

  /** Who is signed in, asked for once. */
  known(): Promise<Me | null> {
    this.loading ??= this.load();
    return this.loading;
  }

  async load(): Promise<Me | null> {
    try {
      return this.take(await this.api.start());
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.status === 401) return this.take(null);
      this.loading = null;
      throw failure;
    }
  }

  /** `factor`: a code or a passkey, where the password alone was not enough. */
  async signIn(username: string, password: string, factor: SecondFactor = {}): Promise<Me> {
    await this.api.signIn({ ...(username === '' ? {} : { username }), password, ...factor });
    return this.entered();
  }

  async signInByPasskey(passkey: Assertion): Promise<Me> {
    await this.api.signInByPasskey(passkey);
    return this.entered();
  }

  /** After the single sign-on provider has confirmed the person. */
  async finishSso(factor: SecondFactor = {}): Promise<Me> {
    await this.api.finishSso(factor);
    return this.entered();
  }

  /** After a call that may have signed the person in by itself, such as set-up: sign in if it has not. */
  async enter(username: string, password: string): Promise<Me> {
    const already = await this.load();
    return already ?? (await this.signIn(username, password));
  }

  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    await this.api.changePassword({ currentPassword, newPassword });
    await this.load();
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.theme.keep();
    keepLanguage();
    this.shortcuts.keep();
    await this.leave('signed-out');
  }

  /** Something was said of this session or its account: is it still theirs, and what may they now? */
  check(): Promise<void> {
    return this.lookAgain();
  }

  async staySignedIn(): Promise<void> {
    this.take(await this.api.me({ background: false }));
  }

  private async entered(): Promise<Me> {
    const me = await this.load();
    if (me === null) {
      throw new ApiProblem(
        401,
        'no-cookie',
        $localize`You signed in, but this browser didn’t keep the session cookie. Allow cookies for this address.`,
      );
    }
    this.tabs.say({ kind: 'entered', personId: me.id });
    return me;
  }

  private async ask(question: 'was-used' | 'still-there'): Promise<void> {
    try {
      this.take(await this.api.me({ background: question === 'still-there' }));
    } catch {
      // Unreachable: the connection shows that. Signed out: the watcher has seen it. Either way the clock goes on.
      if (this.idle.isOver()) await this.leave(this.idle.endedBy() ?? 'idle');
    }
  }

  /** Step-up gives this browser another cookie: a call that was on its way with the old one is refused, and that is not the end. */
  private async lookAgain(): Promise<void> {
    const before = this.me();
    if (before === null || this.isLooking) return;
    this.isLooking = true;
    try {
      const now = await this.api.me({ background: true });
      // What is on the screen is the other person's.
      if (now.id === before.id) this.take(now);
      else await this.leave('elsewhere');
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.status === 401) await this.leave(this.idle.endedBy() ?? 'elsewhere');
    } finally {
      this.isLooking = false;
    }
  }

  private take(me: Me | null): Me | null {
    this.signedInAs.set(me);
    this.loading = Promise.resolve(me);
    this.idle.start(me?.session ?? null);
    return me;
  }

  /** Once: the clock and a refused call see the same end, and a second load of the page would break off the first. */
  private leave(why: SignOutReason, { toldByAnotherTab = false } = {}): Promise<void> {
    const me = this.me();
    // Passed on by nobody: a tab that was asleep would throw out who has signed in again meanwhile.
    if (this.leaving === null && me !== null && !toldByAnotherTab) this.tabs.say({ kind: 'left', personId: me.id, why });
    return (this.leaving ??= this.leaveFor(why));
  }

  private async leaveFor(why: SignOutReason): Promise<void> {
    this.idle.start(null);
    const lastActs = Promise.allSettled(this.lastActs.map((act) => act()));
    document.body.replaceChildren(); // dialogs and menus too
    await lastActs;
    // Signing out leaves nothing behind.
    if (why === 'signed-out') sessionStorage.clear();
    const back = why === 'signed-out' ? '' : location.pathname + location.search;
    const query = new URLSearchParams({ why, ...(back === '' || back === '/' ? {} : { back }) });
    location.assign(`/sign-in?${query.toString()}`);
  }
}
