import { describe, expect, it } from 'vitest';
import { uuidv7 } from '#platform/ids.js';
import { notifyPayloads, parseNotice } from './generation-notices.rules.js';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => uuidv7(index));

describe('notices', () => {
  it('carry the ids and come back as they were', () => {
    const [id] = ids(1);
    expect(notifyPayloads('grown', [id!]).map(parseNotice)).toEqual([{ kind: 'grown', ids: [id] }]);
  });

  it('stay below the 8,000 bytes that PostgreSQL takes', () => {
    const notices = notifyPayloads('ended', ids(1000));
    expect(Math.max(...notices.map((notice) => notice.length))).toBeLessThan(8000);
    expect(notices.flatMap((notice) => parseNotice(notice)!.ids)).toEqual(
      ids(1000).map((_, index) => notices.join(' ').match(/[0-9a-f-]{36}/g)![index]),
    );
  });

  it('say nothing when nothing happened', () => expect(notifyPayloads('grown', [])).toEqual([]));

  it.each(['', 'grown', 'other 0192', 'grown x', 'grown 0; DROP TABLE'])('ignores %j', (payload) =>
    expect(parseNotice(payload)).toBeNull(),
  );
});
