import type { Setting, SettingOrigin } from '#contracts/settings.js';

/** What a section of `config/settings.json` is about. */
const groupWords: Readonly<Record<string, string>> = {
  model: 'Model',
  system: 'Answers',
  retention: 'Retention',
  backup: 'Backups',
  audit: 'Audit log',
  monitoring: 'Monitoring',
  auth: 'Accounts and sessions',
  chat: 'Conversations',
  http: 'Network',
  knowledge: 'Knowledge',
  limits: 'Limits',
  provider: 'Model servers',
};

export const originWords: Readonly<Record<SettingOrigin, string>> = {
  default: 'Default',
  file: 'From settings.json',
  environment: 'From the environment',
  override: 'Changed here',
};

export interface SettingGroup {
  readonly key: string;
  readonly words: string;
  readonly settings: readonly Setting[];
}

/** Those that fit, by section, in the order of the API. */
export function settingGroups(
  settings: readonly Setting[],
  filter: { readonly q: string; readonly changedOnly: boolean },
): SettingGroup[] {
  const groups = new Map<string, Setting[]>();
  for (const setting of settings.filter((each) => fits(each, filter))) {
    const key = setting.key.split('.')[0] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), setting]);
  }
  return [...groups].map(([key, members]) => ({ key, words: groupWords[key] ?? nameOf(key), settings: members }));
}

/** "autoBackupSchedule" as "Auto backup schedule": the key says it, only not to everybody. */
export function settingName(key: string): string {
  return nameOf(key.split('.').slice(1).join(' '));
}

function fits(setting: Setting, { q, changedOnly }: { readonly q: string; readonly changedOnly: boolean }): boolean {
  if (changedOnly && setting.origin === 'default') return false;
  const text = `${setting.key} ${settingName(setting.key)} ${setting.description}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

function nameOf(camelCase: string): string {
  const words = camelCase
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
