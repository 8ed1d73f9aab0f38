import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ModelChoice } from './model-choice.js';
import { boundsWords, controlFor, textOf, valueOf, valueWords } from './setting-control.rules.js';
import { SettingHistory } from '../history/setting-history.js';
import type { SettingEdit } from '../setting-edits.rules.js';
import { originWords, type DescribedSetting } from '../setting-sections.rules.js';

/** One setting: what it is, where its value comes from, and its control. What is typed is checked at once and saved by the section. */
@Component({
  selector: 'cm-setting-row',
  imports: [MatButton, ModelChoice, SettingHistory],
  templateUrl: './setting-row.html',
  styleUrl: './setting-row.scss',
  host: { '[class.dirty]': 'isDirty()' },
})
export class SettingRow {
  protected readonly $localize = $localize;
  readonly of = input.required<DescribedSetting>();
  readonly editable = input.required<boolean>();
  readonly edit = input.required<SettingEdit | undefined>();
  /** Why the API refused it; empty while it has not. */
  readonly refusal = input.required<string>();
  readonly busy = input.required<boolean>();
  readonly typed = output<string>();
  readonly takeBack = output();

  protected readonly showsHistory = signal(false);
  protected readonly originWords = originWords;
  protected readonly setting = computed(() => this.of().setting);
  protected readonly words = computed(() => this.of().words);
  protected readonly id = computed(() => `setting-${this.setting().key.replaceAll('.', '-')}`);
  protected readonly control = computed(() => {
    const fixed = this.setting().onHost || !this.editable();
    return fixed ? ({ kind: 'fixed' } as const) : controlFor(this.setting().accepts);
  });
  protected readonly shown = computed(() => this.sayValue(this.setting().value));
  protected readonly inForce = computed(() => this.sayValue(this.setting().inForce));
  protected readonly byDefault = computed(() => this.sayValue(this.setting().accepts['default']));
  protected readonly bounds = computed(() => boundsWords(this.control()));
  private readonly saved = computed(() => textOf(this.setting().value));
  protected readonly text = computed(() => this.edit()?.text ?? this.saved());
  protected readonly isDirty = computed(() => this.edit() !== undefined);
  /** Somebody else saved another value since this one was typed. */
  protected readonly isOvertaken = computed(() => this.isDirty() && this.edit()?.from !== this.saved());
  protected readonly problem = computed(() => {
    if (!this.isDirty()) return '';
    const entered = valueOf(this.control(), this.text());
    return 'problem' in entered ? entered.problem : this.refusal();
  });

  protected optionWords(option: string): string {
    return this.words().options?.[option] ?? option;
  }

  private sayValue(value: unknown): string {
    return typeof value === 'string' ? (this.words().options?.[value] ?? valueWords(value)) : valueWords(value);
  }
}
