import { describe, expect, it, test } from 'vitest';
import { changeIn, eventFor, type Reader } from './live-events.rules.js';

const id = (last: number): string => `01935000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const [event, ada, ben, conversation, message, generation, session] = [1, 2, 3, 4, 5, 6, 7].map(id) as string[];

const reader = (more: Partial<Reader> = {}): Reader => ({
  id: ada!,
  sessionId: session!,
  permissions: new Set(['account:own', 'chat:converse']),
  ...more,
});
const told = (payload: string, who: Reader) => {
  const change = changeIn(payload);
  return change && eventFor(who, change);
};

describe('a notice', () => {
  test.each([
    '',
    'grown',
    `${event} conversation ${ada}`,
    `${event} conversation ${ada} ${conversation} ${conversation}`,
    `${event} toString ${ada}`,
    `${event} conversation ${ada} Seven-copies-are-kept`,
    `${event} unknown ${ada} ${conversation}`,
  ])('that is none of ours is not told: %s', (payload) => {
    expect(changeIn(payload)).toBeNull();
  });

  it('reaches whose it is, by id', () => {
    const payload = `${event} message ${ada} ${conversation} ${message} ${generation}`;
    expect(told(payload, reader())).toEqual({
      event: 'message',
      data: { id: message, conversationId: conversation, generationId: generation },
    });
    expect(told(payload, reader({ id: ben! }))).toBeNull();
    expect(told(payload, reader({ permissions: new Set(['account:own']) }))).toBeNull();
  });

  it('about an approval reaches requester, beneficiary and deciders', () => {
    const payload = `${event} approval ${ben} ${ada} ${message}`;
    const heard = { event: 'approval', data: { id: message } };
    expect(told(payload, reader())).toEqual(heard);
    expect(told(payload, reader({ id: ben! }))).toEqual(heard);
    expect(told(payload, reader({ id: id(9), permissions: new Set(['approvals:decide']) }))).toEqual(heard);
    expect(told(payload, reader({ id: id(9) }))).toBeNull();
  });

  it('about an ended session reaches that session alone', () => {
    const payload = `${event} session-ended ${ada} ${session}`;
    expect(told(payload, reader())).toEqual({ event: 'session-ended', data: {} });
    expect(told(payload, reader({ sessionId: id(8) }))).toBeNull();
    expect(told(payload, reader({ sessionId: null }))).toBeNull();
  });
});
