import type { Setting } from '#contracts/settings.js';
import { changeQuestion } from './setting-question.rules.js';
import type { DescribedSetting } from './setting-sections.rules.js';

const described = (label: string, value: unknown): DescribedSetting =>
  ({
    setting: { key: 'a.b', value } as unknown as Setting,
    words: { label, help: '', options: { all: 'Everybody' } },
  }) as DescribedSetting;

describe('the question before a change of what protects', () => {
  it('names the setting, what it is and what it becomes', () => {
    const { heading, consequences } = changeQuestion([{ of: described('Who needs a second factor', 'all'), value: 'none' }]);
    expect(heading).toBe('Change “Who needs a second factor”?');
    expect(consequences[0]).toBe('Who needs a second factor: Everybody → none.');
  });

  it('names each of several, and a value that is taken back', () => {
    const { heading, consequences } = changeQuestion([
      { of: described('Idle time', 15), value: 30 },
      { of: described('Failures', 5), value: null },
    ]);
    expect(heading).toBe('Change 2 settings?');
    expect(consequences.slice(0, 2)).toEqual([
      'Idle time: 15 → 30.',
      'Failures: 5 → the value set on the server, or the default.',
    ]);
  });
});
