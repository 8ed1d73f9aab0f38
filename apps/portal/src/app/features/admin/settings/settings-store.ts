import { Service, computed, inject, signal } from '@angular/core';
import type { Setting } from '#contracts/settings.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { controlFor, textOf, valueOf } from './row/setting-control.rules.js';
import { SettingEdits } from './setting-edits.js';
import { membersOf, originWords, sectionsOf, type DescribedSetting, type Section } from './setting-sections.rules.js';
import { changeQuestion } from './setting-question.rules.js';
import { SettingsApi, type ChangedSettings } from './settings-api.js';

/** The settings as they are saved, what was typed over them, and how that becomes one change. */
@Service()
export class SettingsStore {
  private readonly api = inject(SettingsApi);
  private readonly edits = inject(SettingEdits);
  private readonly notices = inject(Notices);
  private readonly confirm = inject(Confirm);

  readonly all = signal<readonly Setting[] | null>(null);
  readonly failure = signal('');
  readonly saving = signal(false);
  /** Why the API did not take an edit, by key. */
  readonly refusals = signal<ReadonlyMap<string, string>>(new Map());
  readonly edited = this.edits.all;
  readonly sections = computed(() => sectionsOf(this.all() ?? []));
  /** Saved, and not in force before Chat Man is started again. */
  readonly awaitingRestart = computed(() =>
    this.sections()
      .flatMap(membersOf)
      .filter(({ setting }) => setting.awaitsRestart),
  );
  readonly unsaved = computed(() => this.sections().reduce((sum, section) => sum + this.unsavedIn(section).length, 0));

  async load(): Promise<void> {
    this.failure.set('');
    try {
      this.all.set(await this.api.settings());
    } catch (failure) {
      this.failure.set(wordsFor(failure));
    }
  }

  unsavedIn(section: Section): readonly DescribedSetting[] {
    return membersOf(section).filter(({ setting }) => this.edited().has(setting.key));
  }

  allUnsaved(): readonly DescribedSetting[] {
    return this.sections().flatMap((section) => this.unsavedIn(section));
  }

  edit({ setting }: DescribedSetting, text: string): void {
    this.refusals.update((before) => new Map([...before].filter(([key]) => key !== setting.key)));
    this.edits.edit(setting.key, text, textOf(setting.value));
  }

  discard(edits: readonly DescribedSetting[]): void {
    this.edits.drop(edits.map(({ setting }) => setting.key));
  }

  /** Saves these edits together. Resolves to the key of the first that does not fit, or null. */
  async save(edits: readonly DescribedSetting[]): Promise<string | null> {
    const entered = edits.map(({ setting }) => ({
      key: setting.key,
      entered: valueOf(controlFor(setting.accepts), this.edited().get(setting.key)?.text ?? textOf(setting.value)),
    }));
    const misfit = entered.find((each) => 'problem' in each.entered);
    if (misfit !== undefined) return misfit.key;
    const values = entered.flatMap(({ key, entered: each }) => ('value' in each ? [[key, each.value] as const] : []));
    const saved = await this.change(Object.fromEntries(values));
    if (saved !== 'saved') return this.refusals().keys().next().value ?? null;
    const waiting = edits.filter(({ setting }) => !setting.live).map(({ words }) => words.label);
    this.notices.say(
      waiting.length === 0
        ? $localize`Saved.`
        : $localize`Saved. Restart Chat Man for ${waiting.length === 1 ? `“${waiting.join('')}”` : $localize`${String(waiting.length)} of them`} to take effect.`,
    );
    return null;
  }

  /** Takes back what was changed in the admin panel. */
  async reset(changed: readonly DescribedSetting[]): Promise<void> {
    const keys = changed.map(({ setting }) => setting.key);
    if ((await this.change(Object.fromEntries(keys.map((key) => [key, null])))) !== 'saved') return;
    const [only, ...others] = changed;
    const now = this.all()?.find(({ key }) => key === only?.setting.key);
    if (only !== undefined && others.length === 0 && now !== undefined)
      this.notices.say(
        $localize`“${only.words.label}” was reset. ${originWords[now.origin]}\: ${textOf(now.value) || $localize`none`}.`,
      );
    else this.notices.say($localize`${String(keys.length)} settings were reset.`);
  }

  /** What came of it: `awaiting` a second person, or `kept` as it was. */
  private async change(changes: Readonly<Record<string, unknown>>): Promise<'saved' | 'awaiting' | 'kept'> {
    const members = this.sections().flatMap(membersOf);
    const proposed = members.flatMap((of) => (of.setting.key in changes ? [{ of, value: changes[of.setting.key] }] : []));
    if (!proposed.some(({ of }) => of.setting.protects)) return this.send(() => this.api.change(changes), Object.keys(changes));
    let outcome: 'saved' | 'awaiting' | 'kept' = 'kept';
    // A failure stays in the dialog, with what was typed.
    await this.confirm.ask(changeQuestion(proposed), async (reason) => {
      outcome = this.take(await this.api.change(changes, reason), Object.keys(changes));
    });
    return outcome;
  }

  private async send(call: () => Promise<ChangedSettings>, keys: readonly string[]): Promise<'saved' | 'awaiting' | 'kept'> {
    this.saving.set(true);
    try {
      return this.take(await call(), keys);
    } catch (failure) {
      const about = keys.flatMap((key) => {
        const words = failure instanceof ApiProblem ? failure.about(`changes.${key}`) : null;
        return words === null ? [] : [[key, $localize`This value is not accepted: ${words}.`] as const];
      });
      this.refusals.set(new Map(about));
      if (about.length === 0) this.notices.fail(failure);
      return 'kept';
    } finally {
      this.saving.set(false);
    }
  }

  private take({ settings }: ChangedSettings, keys: readonly string[]): 'saved' | 'awaiting' {
    this.edits.drop(keys);
    this.refusals.set(new Map());
    if (settings === null) {
      this.notices.say(
        $localize`Nothing has changed yet. A second person must approve this first; you can follow it under Approvals.`,
      );
      return 'awaiting';
    }
    this.all.set(settings);
    return 'saved';
  }
}
