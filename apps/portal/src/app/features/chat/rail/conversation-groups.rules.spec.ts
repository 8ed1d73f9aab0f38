import { grouped } from './conversation-groups.rules.js';
import { aConversation } from '../testing.js';

const now = new Date(2026, 10, 21, 9, 30);
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();

describe('conversations by age', () => {
  it('go by the reader’s calendar, not by 24 hours, newest first', () => {
    const early = aConversation({ title: 'early today', updatedAt: at(21, 0) });
    const late = aConversation({ title: 'late yesterday', updatedAt: at(20, 23) });
    const dawn = aConversation({ title: 'dawn yesterday', updatedAt: at(20, 0) });
    const older = aConversation({ title: 'older', updatedAt: at(19, 23) });
    const pinned = aConversation({ title: 'pinned', updatedAt: at(1, 0), pinned: true });

    const groups = grouped([older, dawn, pinned, early, late], now).map((group) => [
      group.name,
      group.conversations.map((each) => each.title),
    ]);

    expect(groups).toEqual([
      ['Pinned', ['pinned']],
      ['Today', ['early today']],
      ['Yesterday', ['late yesterday', 'dawn yesterday']],
      ['Older', ['older']],
    ]);
  });

  it('leave out empty groups', () => {
    expect(grouped([], now)).toEqual([]);
  });
});
