import { describe, expect, it } from 'vitest';
import type { MessageRecord } from '../message/message-record.js';
import { copiedMessages, copyTitle } from './copy.rules.js';

const message = (id: string, parentId: string | null, more: Partial<MessageRecord> = {}): MessageRecord => ({
  id,
  conversationId: 'original',
  parentId,
  role: parentId === null ? 'user' : 'assistant',
  status: 'completed',
  content: `text of ${id}`,
  citations: [],
  provenance: null,
  feedback: null,
  generationId: 'g',
  errorCode: null,
  createdAt: new Date(0),
  ...more,
});

describe('the copy of a conversation', () => {
  it('keeps the tree under ids of its own, without ratings and generations', () => {
    let made = 0;
    const original = [message('a', null), message('b', 'a', { feedback: { rating: 'up' } }), message('c', 'b')];
    const copy = copiedMessages(original, 'copy', () => `n${String(++made)}`);
    expect(copy.map(({ id, parentId, content }) => [id, parentId, content])).toEqual([
      ['n1', null, 'text of a'],
      ['n2', 'n1', 'text of b'],
      ['n3', 'n2', 'text of c'],
    ]);
    expect(copy.every((each) => each.conversationId === 'copy' && each.generationId === null && each.feedback === null)).toBe(
      true,
    );
  });

  it('leaves out what is being written or damaged, with everything below it', () => {
    const original = [
      message('a', null),
      message('b', 'a', { damaged: true }),
      message('c', 'b'),
      message('d', 'a', { status: 'generating' }),
    ];
    expect(copiedMessages(original, 'copy', () => 'n').map(({ content }) => content)).toEqual(['text of a']);
  });

  it.each([
    ['', ''],
    ['Backups', 'Backups (copy)'],
    ['x'.repeat(200), `${'x'.repeat(193)} (copy)`],
  ])('gives %j the title %j', (title, copy) => expect(copyTitle(title)).toBe(copy));
});
