import { describe, expect, it } from 'vitest';
import { foldersOf, isIn } from './folders.rules.js';

const conversation = (folder: string | null, ...tags: string[]) => ({ folder, tags });

describe('folders and tags', () => {
  it('are counted, whatever case they are written in, and listed by name', () => {
    const all = [
      conversation('Work', 'audit'),
      conversation('work', 'Audit', 'beta'),
      conversation(null, 'beta'),
      conversation('Élan'),
    ];
    expect(foldersOf(all)).toEqual({
      folders: [
        { name: 'Work', conversations: 2 },
        { name: 'Élan', conversations: 1 },
      ],
      tags: [
        { name: 'audit', conversations: 2 },
        { name: 'beta', conversations: 2 },
      ],
    });
  });

  it.each([
    [conversation('Work', 'a'), { folder: 'work' }, true],
    [conversation('Work', 'a'), { folder: 'work', tag: 'A' }, true],
    [conversation('Work'), { folder: 'work', tag: 'a' }, false],
    [conversation(null, 'a'), { folder: 'work' }, false],
    [conversation('E\u0301lan'), { folder: 'Élan' }, true],
    [conversation(null), {}, true],
  ])('%j in %j: %s', (each, wanted, is) => expect(isIn(each, wanted)).toBe(is));
});
