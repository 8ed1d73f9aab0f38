import { commandOf, commandProblem, deletePromptQuestion, usersWords } from './prompt-words.rules.js';

const prompt = {
  id: '01935000-0000-7000-8000-000000000001',
  command: 'letter',
  title: 'Letter',
  text: 'Write',
  readers: ['operations_team'],
  isOwn: true,
  changedAt: '2026-11-21T10:00:00.000Z',
};

describe('a prompt in words', () => {
  it('says who can use it', () => {
    expect(usersWords(prompt)).toBe('You and Operations team');
    expect(usersWords({ isOwn: true, readers: [] })).toBe('Only you');
    expect(usersWords({ isOwn: false, readers: [] })).toBe('Shared with you');
  });

  it('takes a command with or without its slash', () => {
    expect(commandOf(' /Letter ')).toBe('letter');
    expect(commandProblem('/要約-2')).toBeNull();
  });

  it.each([
    ['/', 'Enter a command.'],
    ['two words', 'Use letters, digits, - and _ only.'],
    ['-x', 'Use letters, digits, - and _ only.'],
    ['x'.repeat(41), 'Use at most 40 characters.'],
  ])('refuses the command %j', (entry, words) => {
    expect(commandProblem(entry)).toBe(words);
  });

  it('says before it goes who else loses it', () => {
    expect(deletePromptQuestion(prompt).consequences).toContain('Operations team can’t use it any more either.');
    expect(deletePromptQuestion({ ...prompt, readers: [] }).consequences).toHaveLength(2);
  });
});
