import type { Setting } from '#contracts/settings.js';
import { settingGroups, settingName } from './setting-groups.rules.js';

function aSetting(key: string, more: Partial<Setting> = {}): Setting {
  return { key, value: 1, origin: 'default', description: 'What it does.', live: true, onHost: false, accepts: {}, ...more };
}
const settings = [
  aSetting('model.temperature', { description: 'Freedom in the choice of words.' }),
  aSetting('backup.autoBackupSchedule', { origin: 'override' }),
  aSetting('model.max_tokens', { origin: 'file' }),
  aSetting('future.thing'),
];
const keys = (filter: { q: string; changedOnly: boolean }) =>
  settingGroups(settings, filter).map((group) => [group.words, group.settings.map((each) => each.key)]);

describe('settings in groups', () => {
  it('stand together by section, also those of sections that have no name here', () => {
    expect(keys({ q: '', changedOnly: false })).toEqual([
      ['Model', ['model.temperature', 'model.max_tokens']],
      ['Backups', ['backup.autoBackupSchedule']],
      ['Future', ['future.thing']],
    ]);
  });

  it.each([
    ['FREEDOM words', [['Model', ['model.temperature']]]],
    ['backup schedule', [['Backups', ['backup.autoBackupSchedule']]]],
    ['no such thing', []],
  ])('are found by words of their name or meaning: %s', (q, found) => {
    expect(keys({ q, changedOnly: false })).toEqual(found);
  });

  it('can be narrowed to what is not the default', () => {
    expect(keys({ q: '', changedOnly: true }).flat(2)).toEqual([
      'Backups',
      'backup.autoBackupSchedule',
      'Model',
      'model.max_tokens',
    ]);
  });

  it('have names that a person can read', () => {
    expect([
      settingName('backup.autoBackupSchedule'),
      settingName('provider.ollama.baseUrl'),
      settingName('model.max_tokens'),
    ]).toEqual(['Auto backup schedule', 'Ollama base url', 'Max tokens']);
  });
});
