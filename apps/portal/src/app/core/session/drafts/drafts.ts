import { Service, type WritableSignal, inject, linkedSignal, signal, untracked } from '@angular/core';
import { nextTask } from '../../next-task.js';
import { DraftSeal } from './draft-seal.js';
import { draftPrefix } from './draft-storage.js';
import { SessionApi } from '../session-api.js';
import { Session } from '../session.js';

/** How long to wait before asking for the key again, when the API did not give it. */
const askAgainAfter = 10_000;

/**
 * What was typed and not sent, by name. In memory while the page is open; and in this tab's own storage, so that it outlives an idle
 * log-off, but sealed there with a key that the API gives nobody but the same person, signed in. Another person's drafts go when
 * this one signs in. ADR 0008.
 */
@Service()
export class Drafts {
  private readonly api = inject(SessionApi);
  private readonly session = inject(Session);
  private readonly texts = signal<ReadonlyMap<string, string>>(new Map());
  private seal: DraftSeal | null = null;
  private readonly found = signal<ReadonlySet<string>>(new Set());
  private readonly unsealed = new Set<string>();
  private opening: Promise<void> | null = null;
  private askedAt = 0;
  private settled: Promise<void> = Promise.resolve();

  constructor() {
    // Without the key there is nothing to wait for.
    this.session.beforeLeaving(() => (this.seal ? this.settle() : Promise.resolve()));
    for (const place of Object.keys(sessionStorage)) {
      if (place.startsWith(draftPrefix) && !place.startsWith(this.placeOf(''))) sessionStorage.removeItem(place);
    }
    void this.open();
  }

  of(name: string): string {
    return this.texts().get(name) ?? '';
  }

  /** Whether it was there when the page came, and waits to be taken up again. */
  waits(name: string): boolean {
    return this.found().has(name) && untracked(() => this.of(name)) !== '';
  }

  /**
   * Whether the form of a draft is open: by itself where a draft waits in it, and else as its user has it. What is read a moment after
   * the page came opens such a form, and never closes one.
   */
  formOpen(name: () => string): WritableSignal<boolean> {
    return linkedSignal<{ readonly name: string; readonly waits: boolean }, boolean>({
      source: () => ({ name: name(), waits: this.waits(name()) }),
      computation: (now, before) => now.waits || (before?.source.name === now.name && before.value),
    });
  }

  keep(name: string, text: string): void {
    if (text === this.of(name)) return;
    this.texts.update((texts) => new Map(texts).set(name, text));
    this.unsealed.add(name);
    void this.settle();
  }

  /** Resolves when everything that was typed is in the storage, as far as it can be. */
  settle(): Promise<void> {
    this.settled = this.settled.then(() => this.sealAll());
    return this.settled;
  }

  private async sealAll(): Promise<void> {
    await this.open();
    const { seal } = this;
    if (seal === null) return;
    for (const name of this.unsealed) {
      this.unsealed.delete(name);
      const text = this.of(name);
      const sealed = text.trim() === '' ? null : await seal.seal(this.placeOf(name), text);
      if (text !== this.of(name)) continue; // what was typed meanwhile is on its way
      if (sealed === null) sessionStorage.removeItem(this.placeOf(name));
      else sessionStorage.setItem(this.placeOf(name), sealed);
    }
  }

  private open(): Promise<void> {
    if (this.seal !== null || !('subtle' in crypto)) return Promise.resolve();
    if (this.opening === null && Date.now() - this.askedAt < askAgainAfter) return Promise.resolve();
    this.askedAt = Date.now();
    this.opening ??= this.openAll().finally(() => (this.opening = null));
    return this.opening;
  }

  private async openAll(): Promise<void> {
    await nextTask(); // the page that asks for drafts is being made
    try {
      const seal = await DraftSeal.from(await this.api.draftKey());
      const found = new Map<string, string>();
      for (const place of Object.keys(sessionStorage).filter((each) => each.startsWith(this.placeOf('')))) {
        const text = await seal.open(place, sessionStorage.getItem(place) ?? '');
        if (text === null) sessionStorage.removeItem(place);
        else found.set(place.slice(this.placeOf('').length), text);
      }
      // What was typed in the meantime is newer.
      this.texts.update((typed) => new Map([...found, ...typed]));
      this.found.set(new Set(found.keys()));
      this.seal = seal;
      this.session.draftsAreKept.set(true);
    } catch {
      // Without the key drafts live as long as the page. The idle notice says so, and the next thing typed asks again.
    }
  }

  private placeOf(name: string): string {
    return `${draftPrefix}${this.session.me()?.id ?? 'nobody'}:${name}`;
  }
}
