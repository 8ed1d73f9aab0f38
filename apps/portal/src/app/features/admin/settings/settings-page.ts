import { NgTemplateOutlet } from '@angular/common';
import { Component, DestroyRef, ElementRef, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { SearchBox } from '../../../shared/lists/search-box.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { saveAs } from '../../../shared/files/save-as.js';
import { SettingRow } from './row/setting-row.js';
import { membersOf, narrowed, type DescribedSetting, type Section } from './setting-sections.rules.js';
import { SettingsStore } from './settings-store.js';
import { ImportOutcome } from './transfer/import-outcome.js';
import { readSettingsFile, settingsFile, type Imported } from './transfer/settings-file.rules.js';

/** Every setting, a section at a time: its value, where that comes from, what it does, and the way back. A search goes over all of them. */
@Component({
  selector: 'cm-settings-page',
  imports: [FilterChips, ImportOutcome, LoadFailure, MatButton, NgTemplateOutlet, Note, RouterLink, SearchBox, SettingRow],
  host: { class: 'cm-page' },
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.scss',
})
export class SettingsPage {
  protected readonly $localize = $localize;
  protected readonly store = inject(SettingsStore);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** From the address: the section that is open. */
  readonly id = input<string>();

  protected readonly choices = [
    { value: 'all', words: $localize`All` },
    { value: 'changed', words: $localize`Changed from the default` },
    { value: 'unsaved', words: $localize`Unsaved` },
  ];
  protected readonly q = signal('');
  protected readonly show = signal('all');
  protected readonly editable = computed(() => this.session.may('settings:change'));
  protected readonly imported = signal<Imported | { readonly problem: string } | null>(null);
  protected readonly isSearching = computed(() => this.q() !== '' || this.show() !== 'all');
  protected readonly open = computed(() => {
    const sections = this.store.sections();
    return sections.find(({ id }) => id === this.id()) ?? sections[0];
  });
  protected readonly shown = computed(() => {
    const open = this.open();
    if (this.isSearching()) {
      const among = this.show() === 'unsaved' ? { among: new Set(this.store.edited().keys()) } : {};
      return narrowed(this.store.sections(), { q: this.q(), changedOnly: this.show() === 'changed', ...among });
    }
    return open === undefined ? [] : [open];
  });

  constructor() {
    void this.store.load();
    inject(DestroyRef).onDestroy(() => {
      const count = this.store.unsaved();
      if (count > 0)
        this.notices.say(
          $localize`${count === 1 ? $localize`One unsaved change` : $localize`${String(count)} unsaved changes`} kept in Settings.`,
        );
    });
  }

  protected hasAdvancedEdit(section: Section): boolean {
    return section.advanced.some(({ setting }) => this.store.edited().has(setting.key));
  }

  protected overriddenIn(section: Section): readonly DescribedSetting[] {
    return membersOf(section).filter(({ setting }) => setting.origin === 'override');
  }

  protected async save(event: Event, section: Section): Promise<void> {
    event.preventDefault();
    await this.saveThese(this.store.unsavedIn(section));
  }

  protected async saveAll(): Promise<void> {
    this.show.set('unsaved'); // so that what does not fit is in view
    await this.saveThese(this.store.allUnsaved());
    if (this.store.unsaved() === 0) this.showAll();
  }

  protected export(): void {
    const name = `chatman-settings-${new Date().toISOString().slice(0, 10)}.json`;
    saveAs(new Blob([settingsFile(this.store.all() ?? [])], { type: 'application/json' }), name);
  }

  protected async import(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const text = await file.text();
    input.value = ''; // the same file can be chosen again
    const read = readSettingsFile(text, this.store.all() ?? []);
    this.imported.set(read);
    if ('problem' in read || read.edits.length === 0) return;
    const described = new Map(
      this.store
        .sections()
        .flatMap(membersOf)
        .map((of) => [of.setting.key, of]),
    );
    for (const { setting, text: typed } of read.edits) this.store.edit(described.get(setting.key)!, typed);
    this.q.set('');
    this.show.set('unsaved');
  }

  private async saveThese(edits: readonly DescribedSetting[]): Promise<void> {
    const misfit = await this.store.save(edits);
    if (misfit !== null) this.host.querySelector<HTMLElement>(`#setting-${misfit.replaceAll('.', '-')}`)?.focus();
  }

  protected async resetSection(section: Section): Promise<void> {
    const changed = this.overriddenIn(section);
    // The store asks by itself about what protects, with a reason; one question is enough.
    if (changed.some(({ setting }) => setting.protects)) return this.store.reset(changed);
    const question = {
      heading: $localize`Reset ${String(changed.length)} settings of “${section.label}”?`,
      consequences: changed.map(
        ({ words }) => $localize`“${words.label}” goes back to what settings.json, the environment or the default says.`,
      ),
      undo: $localize`The values are recorded in the audit log and can be entered again.`,
      act: $localize`Reset these settings`,
      isDangerous: false,
    };
    await this.confirm.ask(question, () => this.store.reset(changed));
  }

  protected showAll(): void {
    this.q.set('');
    this.show.set('all');
  }
}
