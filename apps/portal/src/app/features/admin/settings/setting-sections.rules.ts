import type { Setting, SettingOrigin } from '#contracts/settings.js';
import { sectionsInEnglish } from './words/sections.en.js';
import type { SectionWords, SettingWords } from './words/setting-words.js';

export const originWords: Readonly<Record<SettingOrigin, string>> = {
  default: $localize`Default`,
  file: $localize`From settings.json`,
  environment: $localize`From the environment`,
  override: $localize`Changed here`,
};

export interface DescribedSetting {
  readonly setting: Setting;
  readonly words: SettingWords;
}

export interface Section {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly common: readonly DescribedSetting[];
  /** Rarely needed. */
  readonly advanced: readonly DescribedSetting[];
}

export interface SettingFilter {
  readonly q: string;
  readonly changedOnly: boolean;
  /** Only those with these keys. */
  readonly among?: ReadonlySet<string>;
}

/** The settings in their sections; those that a server knows and these words do not stand at the end, by key and by what the server says. */
export function sectionsOf(settings: readonly Setting[], words: readonly SectionWords[] = sectionsInEnglish): Section[] {
  const left = new Map(settings.map((setting) => [setting.key, setting]));
  const sections = words.map(({ settings: members, ...about }) => {
    const described = Object.entries(members).flatMap(([key, said]) => {
      const setting = left.get(key);
      left.delete(key);
      return setting === undefined ? [] : [{ setting, words: said }];
    });
    return sectionWith(about, described);
  });
  const others = [...left.values()].map((setting) => ({
    setting,
    words: { label: setting.key, help: setting.description },
  }));
  const rest = sectionWith(
    { id: 'other', label: $localize`Other`, help: $localize`Settings that this page doesn’t know yet.` },
    others,
  );
  return [...sections, rest].filter((section) => membersOf(section).length > 0);
}

export function membersOf({ common, advanced }: Section): readonly DescribedSetting[] {
  return [...common, ...advanced];
}

/** What fits a search, in the sections that it stands in. Sections without any are left out. */
export function narrowed(sections: readonly Section[], filter: SettingFilter): Section[] {
  return sections.flatMap((section) => {
    const fitting = membersOf(section).filter((each) => fits(each, section, filter));
    return fitting.length === 0 ? [] : [{ ...section, common: fitting, advanced: [] }];
  });
}

function sectionWith(about: Omit<Section, 'common' | 'advanced'>, described: readonly DescribedSetting[]): Section {
  return {
    ...about,
    common: described.filter(({ words }) => words.advanced !== true),
    advanced: described.filter(({ words }) => words.advanced === true),
  };
}

function fits({ setting, words }: DescribedSetting, section: Section, { q, changedOnly, among }: SettingFilter): boolean {
  if (among?.has(setting.key) === false) return false;
  if (changedOnly && setting.origin === 'default') return false;
  const text = `${setting.key} ${words.label} ${words.help} ${section.label}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
