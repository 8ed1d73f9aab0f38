import { expect, it } from 'vitest';
import { importedMessages } from './import.rules.js';

const message = (id: string, parentId: string | null, at: number | null) => ({
  id,
  parentId,
  role: 'user' as const,
  content: id,
  model: null,
  at,
});

it('keeps the order of times within a branch, whatever the file says', () => {
  let made = 0;
  const conversation = {
    path: '',
    sourceId: 's',
    title: '',
    systemPrompt: null,
    pinned: false,
    archived: false,
    folder: null,
    tags: [],
    messages: [
      message('a', null, 5_000),
      message('b', 'a', 4_000),
      message('c', 'b', null),
      message('d', 'a', 9_000),
      message('e', 'd', 99_000),
    ],
  };
  const kept = importedMessages(conversation, 'new', new Date(20_000), () => `n${String(++made)}`);
  expect(kept.map(({ id, parentId, content, createdAt }) => [id, parentId, content, createdAt.getTime()])).toEqual([
    ['n1', null, 'a', 5_000],
    ['n2', 'n1', 'b', 5_001],
    ['n3', 'n2', 'c', 5_002],
    ['n4', 'n1', 'd', 9_000],
    ['n5', 'n4', 'e', 20_000],
  ]);
});
