import type { Prompt } from '#contracts/chat/prompts.js';
import { anId } from '../../testing.js';
import { matchingPrompts, promptQuery, withPrompt } from './prompt-query.rules.js';

const aPrompt = (command: string, title: string): Prompt => ({
  id: anId(),
  command,
  title,
  text: 'Text',
  readers: [],
  isOwn: true,
  changedAt: '2026-11-21T10:00:00.000Z',
});

describe('choosing a prompt', () => {
  it.each([
    ['/', 1, ''],
    ['/Sum', 4, 'Sum'],
    ['/sum', 2, 's'],
    ['/要約', 3, '要約'],
    ['/ward with what was written before', 5, 'ward'],
  ])('begins with a slash at the start: %j, cursor at %i', (text, cursor, query) => {
    expect(promptQuery(text, cursor)).toBe(query);
  });

  it.each([
    ['', 0],
    ['What is a/b?', 10],
    [' /sum', 5],
    ['/etc/passwd', 11],
    ['/two words', 10],
  ])('does not begin with %j, cursor at %i', (text, cursor) => {
    expect(promptQuery(text, cursor)).toBeNull();
  });

  it('offers what the command begins with first, then what contains it', () => {
    const prompts = [
      aPrompt('letter', 'A summary letter'),
      aPrompt('summary', 'Sum up'),
      aPrompt('sum', 'Add'),
      aPrompt('x', 'Y'),
    ];
    expect(matchingPrompts(prompts, 'SUM').map(({ command }) => command)).toEqual(['sum', 'summary', 'letter']);
    expect(matchingPrompts(prompts, '')).toHaveLength(4);
    expect(matchingPrompts(prompts, 'zz')).toEqual([]);
  });

  it('takes the place of what was typed to find it, and of nothing else', () => {
    expect(withPrompt('/sum', 'sum', 'Sum this up: ')).toBe('Sum this up: ');
    expect(withPrompt('/sum of the ward', 'sum', 'Sum this up:')).toBe('Sum this up:\n\nof the ward');
  });
});
