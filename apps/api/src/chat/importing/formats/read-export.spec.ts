import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readExport } from './read-export.js';

const read = (value: unknown) => readExport(strToU8(JSON.stringify(value)));
const node = (id: string, parent: string | null, role: string, text: string, more: object = {}) => ({
  [id]: { id, parent, message: { author: { role }, content: { parts: [text] }, create_time: 1_700_000_000, ...more } },
});
const chatGpt = (mapping: object) => [{ conversation_id: 'c', title: 'T', mapping }];
const outline = (value: unknown) =>
  read(value).conversations[0]!.messages.map(({ id, parentId, role, content }) => [id, parentId, role, content]);

describe('an export of ChatGPT', () => {
  it('keeps branches, and passes over what is neither question nor answer', () => {
    const mapping = {
      ...node('s', null, 'system', 'You are'),
      ...node('q', 's', 'user', 'Why?'),
      ...node('a', 'q', 'assistant', 'Because.', { metadata: { model_slug: 'gpt-4o' } }),
      ...node('b', 'q', 'assistant', 'So.'),
      ...node('t', 'a', 'tool', 'search'),
      ...node('r', 't', 'user', 'Really?'),
    };
    expect(outline(chatGpt(mapping))).toEqual([
      ['q', null, 'user', 'Why?'],
      ['a', 'q', 'assistant', 'Because.'],
      ['r', 'a', 'user', 'Really?'],
      ['b', 'q', 'assistant', 'So.'],
    ]);
    expect(read(chatGpt(mapping)).conversations[0]!.messages[1]).toMatchObject({ model: 'gpt-4o', at: 1_700_000_000_000 });
    expect(read(chatGpt(mapping)).skipped.map(({ reason }) => reason)).toEqual([
      'not-a-question-or-answer',
      'not-a-question-or-answer',
    ]);
  });

  it('ends at circles, and begins a branch where a parent is missing', () => {
    expect(
      outline(chatGpt({ ...node('x', 'y', 'tool', 'x'), ...node('y', 'x', 'tool', 'y'), ...node('q', 'x', 'user', 'Q') })),
    ).toEqual([['q', null, 'user', 'Q']]);
    expect(outline(chatGpt(node('q', 'gone', 'user', 'Q')))).toEqual([['q', null, 'user', 'Q']]);
    expect(read(chatGpt({ ...node('p', 'q', 'user', 'P'), ...node('q', 'p', 'assistant', 'Q') })).conversations).toEqual([]);
  });

  it('takes whatever is in it for what it is: text', () => {
    const odd = [
      { conversation_id: 'c', title: 7, mapping: { q: { message: { author: 'me', content: null } }, r: 5 } },
      null,
      'x',
    ];
    expect(read(odd)).toMatchObject({ source: 'chatgpt', conversations: [] });
    expect(outline(chatGpt(node('q', null, 'user', 'a\u0000b')))[0]![3]).not.toMatch(/\u0000/);
  });
});

describe('what is no export', () => {
  it.each(['', 'null', '[]', '{"a":1}', '"text"', '[{"mapping":'])('is refused: %j', (text) =>
    expect(() => readExport(strToU8(text))).toThrow(expect.objectContaining({ code: 'not-an-export' })),
  );

  it('is refused in an archive too', () => {
    expect(() => readExport(zipSync({ 'a.txt': strToU8('x') }))).toThrow(expect.objectContaining({ code: 'not-an-export' }));
    expect(() => readExport(strToU8('PK\u0003\u0004 broken'))).toThrow(expect.objectContaining({ code: 'not-an-export' }));
  });
});
