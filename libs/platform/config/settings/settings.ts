import { Injectable } from '@nestjs/common';
import { settingSources } from './settings-file.js';
import { mergeSettings, misfits, type MergedSetting, type SettingSources } from './settings-merge.js';
import type { SettingsSlice } from './settings-slice.js';

/** The settings in force. Ask for a slice each time it is needed, so that a change in the admin panel is seen. */
@Injectable()
export class Settings {
  private merged: readonly MergedSetting[];
  private readonly values = new Map<string, unknown>();
  private readonly listeners: (() => void)[] = [];
  private atStart: ReadonlyMap<string, unknown> = new Map();

  constructor(
    private readonly slices: readonly SettingsSlice<unknown>[],
    private sources: SettingSources,
  ) {
    this.merged = this.merge(sources);
    this.markStart();
  }

  /** Reads `settings.json` of a configuration directory; a missing file means defaults, an unreadable one stops the start. */
  static fromDirectory(
    slices: readonly SettingsSlice<unknown>[],
    configDir: string,
    environment: Readonly<Record<string, string | undefined>>,
  ): Settings {
    return new Settings(slices, settingSources(configDir, environment));
  }

  of<Value>(slice: SettingsSlice<Value>): Value {
    if (!this.values.has(slice.key)) throw new Error(`The settings slice ${slice.key} is not among those of the application.`);
    return this.values.get(slice.key) as Value;
  }

  /** A number of another room's slice, by its dotted path: for reports over all rooms. Throws where there is no such setting. */
  numberAt(key: string): number {
    const found = this.merged.find((setting) => setting.key === key);
    if (typeof found?.value !== 'number') throw new Error(`There is no number among the settings called ${key}.`);
    return found.value;
  }

  /** Every setting with its origin. */
  list(): readonly MergedSetting[] {
    return this.merged;
  }

  /** Everything that reads its settings once, when it is constructed, does so from now on. */
  markStart(): void {
    this.atStart = new Map(this.merged.map(({ key, value }) => [key, value]));
  }

  /** What this process works with: a setting that takes effect with the next start keeps the value that it started with. */
  inForce({ key, value, leaf }: MergedSetting): unknown {
    return leaf.meta.live === true ? value : this.atStart.get(key);
  }

  /** Takes changed overrides over. Throws `InvalidSettings`, and keeps what was in force, when they do not fit. */
  override(overrides: ReadonlyMap<string, unknown>): void {
    const sources = { ...this.sources, overrides };
    this.merged = this.merge(sources);
    this.sources = sources;
    for (const changed of this.listeners) changed();
  }

  /** Calls `changed` each time overrides were taken over, for what cannot ask each time it is needed. */
  onChange(changed: () => void): void {
    this.listeners.push(changed);
  }

  /** What would be in force with these overrides, without taking them over. */
  preview(overrides: ReadonlyMap<string, unknown>): readonly MergedSetting[] {
    return mergeSettings(this.slices, { ...this.sources, overrides });
  }

  /** Which of these overrides cannot be used: by key, what is wrong with it. */
  misfits(overrides: ReadonlyMap<string, unknown>): { readonly key: string; readonly message: string }[] {
    return misfits(this.slices, overrides);
  }

  private merge(sources: SettingSources): readonly MergedSetting[] {
    const merged = mergeSettings(this.slices, sources);
    for (const slice of this.slices) {
      this.values.set(slice.key, nest(merged.filter(({ leaf }) => leaf.path[0] === slice.key)));
    }
    return merged;
  }
}

function nest(settings: readonly MergedSetting[]): unknown {
  const root: Record<string, unknown> = {};
  for (const { leaf, value } of settings) {
    const inner = leaf.path.slice(1);
    let here = root;
    for (const part of inner.slice(0, -1)) here = (here[part] ??= {}) as Record<string, unknown>;
    here[inner.at(-1)!] = value;
  }
  return root;
}
