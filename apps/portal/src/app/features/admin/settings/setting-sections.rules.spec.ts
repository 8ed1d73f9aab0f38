import type { Setting } from '#contracts/settings.js';
import { membersOf, narrowed, sectionsOf, type SettingFilter } from './setting-sections.rules.js';

function aSetting(key: string, more: Partial<Setting> = {}): Setting {
  return {
    key,
    value: 1,
    origin: 'default',
    description: 'What it does.',
    live: true,
    awaitsRestart: false,
    inForce: 1,
    onHost: false,
    protects: false,
    accepts: {},
    ...more,
  };
}
const sections = sectionsOf([
  aSetting('model.top_k'),
  aSetting('model.temperature'),
  aSetting('backup.keepLastN', { origin: 'override' }),
  aSetting('future.thing', { description: 'What the future brings.' }),
]);
const keys = (filter: Partial<SettingFilter>) =>
  narrowed(sections, { q: '', changedOnly: false, ...filter }).map((section) => [
    section.id,
    membersOf(section).map(({ setting }) => setting.key),
  ]);

describe('settings in sections', () => {
  it('stand by subject, with what is rarely needed apart', () => {
    expect(sections.map(({ id, common, advanced }) => [id, common.length, advanced.length])).toEqual([
      ['model', 1, 1],
      ['backups', 1, 0],
      ['other', 1, 0],
    ]);
  });

  it('say what the server says where there are no words yet', () => {
    expect(sections.at(-1)?.common[0]?.words).toEqual({ label: 'future.thing', help: 'What the future brings.' });
  });

  it.each([
    ['likeliest WORDS', [['model', ['model.top_k']]]],
    ['backups keep', [['backups', ['backup.keepLastN']]]],
    ['max', []],
  ])('are found by words of label, help, key or section: %s', (q, found) => {
    expect(keys({ q })).toEqual(found);
  });

  it('can be narrowed to some of them, such as those with unsaved changes', () => {
    expect(keys({ among: new Set(['model.top_k']) })).toEqual([['model', ['model.top_k']]]);
  });

  it('can be narrowed to what is not the default', () => {
    expect(keys({ changedOnly: true })).toEqual([['backups', ['backup.keepLastN']]]);
  });
});
