import { expect, it } from 'vitest';
import type { MessageRecord } from '../message/message-record.js';
import { snapshotOf } from './snapshot.rules.js';

const message = (id: string, parentId: string | null, more: Partial<MessageRecord> = {}): MessageRecord => ({
  id,
  conversationId: 'c',
  parentId,
  role: 'user',
  status: 'completed',
  content: id,
  citations: [],
  provenance: null,
  feedback: null,
  generationId: null,
  errorCode: null,
  createdAt: new Date(0),
  ...more,
});

it('is the branch of the newest message, without what is being written, empty or damaged', () => {
  const all = [
    message('q', null),
    message('old', 'q'),
    message('new', 'q', { role: 'assistant' }),
    message('broken', 'new', { damaged: true }),
    message('next', 'broken'),
    message('going', 'next', { status: 'generating' }),
  ];
  expect(snapshotOf(all).map(({ content }) => content)).toEqual(['q', 'new', 'next']);
  expect(snapshotOf([])).toEqual([]);
});

it('is what a reader can make sense of: no thoughts, and no marks of citations that stay with the owner', () => {
  const content = '<think>Which one?</think>\nSeven copies. [1] And item [2].';
  expect(content.indexOf('[1]')).toBe(40);
  const answer = message('a', 'q', {
    role: 'assistant',
    content,
    citations: [{ mark: 1, places: [40] } as MessageRecord['citations'][number]],
  });
  const asked = message('q', null, { content: 'What is <think>x</think> [1]?' });
  expect(snapshotOf([asked, answer]).map((each) => each.content)).toEqual([
    'What is <think>x</think> [1]?',
    'Seven copies. And item [2].',
  ]);
});
