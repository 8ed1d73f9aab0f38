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
