import { DestroyRef, Service, computed, inject, signal, type Signal } from '@angular/core';

/** Something that the palette offers. */
export interface Command {
  readonly id: string;
  readonly words: string;
  readonly group: string;
  /** Keys that do the same, as shown: `Ctrl K`. */
  readonly keys?: string;
  run(): void;
}

/** Keys that do something in the page in view. */
export interface Shortcut {
  /** As `shortcutOf` writes it: `mod+k`, `shift+?`, `n`. */
  readonly on: string;
  readonly keys: string;
  readonly words: string;
  run(): void;
}

/** What can be done on the current page. Pages add theirs while they exist; the palette and the list of shortcuts read all. */
@Service()
export class Commands {
  private readonly commandSources = signal<readonly Signal<readonly Command[]>[]>([]);
  private readonly shortcutSources = signal<readonly (readonly Shortcut[])[]>([]);

  readonly paletteOpen = signal(false);
  readonly helpOpen = signal(false);
  /** Searches the contents of what commands only name; null on a page that has none. */
  readonly finder = signal<((words: string) => void) | null>(null);
  readonly all = computed(() => this.commandSources().flatMap((source) => source()));
  readonly shortcuts = computed(() => this.shortcutSources().flat());

  /** From an injection context: taken back when that is destroyed. */
  offer(commands: Signal<readonly Command[]>): void {
    this.commandSources.update((sources) => [...sources, commands]);
    inject(DestroyRef).onDestroy(() => this.commandSources.update((sources) => sources.filter((source) => source !== commands)));
  }

  /** From an injection context: taken back when that is destroyed. */
  listen(shortcuts: readonly Shortcut[]): void {
    this.shortcutSources.update((sources) => [...sources, shortcuts]);
    inject(DestroyRef).onDestroy(() =>
      this.shortcutSources.update((sources) => sources.filter((source) => source !== shortcuts)),
    );
  }

  /** From an injection context: taken back when that is destroyed. */
  findMessages(find: (words: string) => void): void {
    this.finder.set(find);
    inject(DestroyRef).onDestroy(() => this.finder.update((current) => (current === find ? null : current)));
  }
}
