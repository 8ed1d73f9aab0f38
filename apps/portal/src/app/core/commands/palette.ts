import { Component, ElementRef, afterNextRender, computed, inject, linkedSignal, signal, viewChild } from '@angular/core';
import { Icon } from '../../shared/icon.js';
import { Commands, type Command } from './commands.js';
import { matching } from './keys.rules.js';

/** Ctrl/⌘ K: everything that can be done or opened from here, found by typing. */
@Component({
  selector: 'cm-palette',
  imports: [Icon],
  template: `
    <dialog #dialog class="palette" i18n-aria-label aria-label="Commands and conversations" closedby="any" (close)="closed()">
      <div class="search">
        <cm-icon name="search" />
        <input
          #typed
          type="text"
          dir="auto"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          i18n-aria-label
          aria-label="Search commands and conversations"
          i18n-placeholder
          placeholder="Search commands and conversations"
          autocomplete="off"
          spellcheck="false"
          [attr.aria-activedescendant]="activeId()"
          [value]="query()"
          (input)="query.set(typed.value)"
          (keydown)="steer($event)"
        />
        <kbd i18n>Esc</kbd>
      </div>
      <div id="palette-list" class="list" role="listbox" i18n-aria-label aria-label="Results">
        @for (group of groups(); track group.name) {
          <div role="group" [attr.aria-label]="group.name">
            <p class="group" aria-hidden="true">{{ group.name }}</p>
            @for (command of group.commands; track command.id) {
              <button
                class="command"
                type="button"
                role="option"
                tabindex="-1"
                [id]="'palette-' + command.id"
                [attr.aria-selected]="command === active()"
                (click)="run(command)"
                (pointermove)="point($event, command)"
              >
                <span class="words" dir="auto">{{ command.words }}</span>
                @if (command.keys) {
                  <kbd>{{ command.keys }}</kbd>
                }
              </button>
            }
          </div>
        }
      </div>
      @if (found().length === 0) {
        <p i18n class="none" role="status">No results for “{{ query() }}”.</p>
      }
    </dialog>
  `,
  styleUrl: './palette.scss',
})
export class Palette {
  private readonly commands = inject(Commands);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  protected readonly query = signal('');
  protected readonly found = computed(() => [
    ...inGroups(matching(this.commands.all(), this.query())).flatMap((group) => group.commands),
    ...this.inMessages(),
  ]);
  /** What is named nowhere may be said in a message. */
  private readonly inMessages = computed<Command[]>(() => {
    const [find, words] = [this.commands.finder(), this.query().trim()];
    if (find === null || words === '') return [];
    return [
      { id: 'in-messages', words: $localize`Search messages for “${words}”`, group: $localize`Messages`, run: () => find(words) },
    ];
  });
  protected readonly groups = computed(() => inGroups(this.found()));
  protected readonly activeAt = linkedSignal({ source: this.found, computation: () => 0 });
  protected readonly active = computed(() => this.found()[this.activeAt()]);
  protected readonly activeId = computed(() => (this.active() === undefined ? null : `palette-${this.active()?.id ?? ''}`));

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected steer(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const count = this.found().length;
      if (count > 0) this.activeAt.update((at) => (at + step + count) % count);
      this.showActive();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const active = this.active();
      if (active !== undefined) this.run(active);
    }
  }

  /** A resting pointer does not select when the list moves under it. */
  protected point(event: PointerEvent, command: Command): void {
    const at = this.found().indexOf(command);
    if (at >= 0 && (event.movementX !== 0 || event.movementY !== 0)) this.activeAt.set(at);
  }

  protected run(command: Command): void {
    this.dialog().nativeElement.close();
    command.run();
  }

  protected closed(): void {
    this.commands.paletteOpen.set(false);
  }

  private showActive(): void {
    const id = this.activeId();
    if (id !== null) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }
}

function inGroups(commands: readonly Command[]): { name: string; commands: Command[] }[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].map(([name, members]) => ({ name, commands: members }));
}
