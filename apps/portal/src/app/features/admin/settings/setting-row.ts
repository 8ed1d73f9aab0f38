import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Setting } from '#contracts/settings.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { boundsWords, controlFor, textOf, valueOf, valueWords } from './setting-control.rules.js';
import { originWords, settingName } from './setting-groups.rules.js';
import { SettingsApi } from './settings-api.js';

/** One setting: what it is, where its value comes from, and its control. */
@Component({
  selector: 'cm-setting-row',
  imports: [MatButton],
  templateUrl: './setting-row.html',
  styleUrl: './setting-row.scss',
  host: { '[class.dirty]': 'isDirty()' },
})
export class SettingRow {
  private readonly api = inject(SettingsApi);
  private readonly notices = inject(Notices);

  readonly setting = input.required<Setting>();
  readonly editable = input.required<boolean>();
  /** All settings as they are after a change. */
  readonly changed = output<Setting[]>();

  protected readonly originWords = originWords;
  protected readonly saving = signal(false);
  protected readonly name = computed(() => settingName(this.setting().key));
  protected readonly id = computed(() => `setting-${this.setting().key.replaceAll('.', '-')}`);
  protected readonly control = computed(() => {
    const fixed = this.setting().onHost || !this.editable();
    return fixed ? ({ kind: 'fixed' } as const) : controlFor(this.setting().accepts);
  });
  protected readonly shown = computed(() => valueWords(this.setting().value));
  protected readonly byDefault = computed(() => valueWords(this.setting().accepts['default']));
  protected readonly bounds = computed(() => boundsWords(this.control()));
  private readonly kept = computed(() => textOf(this.setting().value));
  protected readonly text = linkedSignal(() => this.kept());
  protected readonly problem = linkedSignal<string, string>({ source: this.text, computation: () => '' });
  protected readonly isDirty = computed(() => this.text() !== this.kept());

  protected leave(): void {
    this.text.set(this.kept());
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.isDirty()) return;
    const entered = valueOf(this.control(), this.text());
    if ('problem' in entered) this.problem.set(entered.problem);
    else await this.change(entered.value);
  }

  protected async reset(): Promise<void> {
    await this.change(null);
  }

  private async change(value: unknown): Promise<void> {
    this.saving.set(true);
    try {
      const all = await this.api.change(this.setting().key, value);
      this.changed.emit(all);
      const now = all.find((each) => each.key === this.setting().key);
      this.notices.say(`${this.name()}: ${valueWords(now?.value)}${this.setting().live ? '.' : ', from the next start on.'}`);
    } catch (failure) {
      const about = failure instanceof ApiProblem ? failure.about(`changes.${this.setting().key}`) : null;
      if (about === null) this.notices.fail(failure);
      this.problem.set(about === null ? wordsFor(failure) : `This does not fit: ${about}`);
    } finally {
      this.saving.set(false);
    }
  }
}
