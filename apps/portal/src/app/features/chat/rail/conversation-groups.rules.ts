import type { Conversation } from '#contracts/chat/chat.js';

export interface ConversationGroup {
  readonly name: string;
  readonly conversations: readonly Conversation[];
}

/** Pinned ones first, then by the day of the last change as the reader's own calendar has it; newest first in each. */
export function grouped(conversations: readonly Conversation[], now: Date): ConversationGroup[] {
  const today = startOfDay(now, 0);
  const yesterday = startOfDay(now, -1);
  const groups = { pinned: [], today: [], yesterday: [], older: [] } as Record<
    'pinned' | 'today' | 'yesterday' | 'older',
    Conversation[]
  >;
  const newestFirst = [...conversations].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt) || b.id.localeCompare(a.id));
  for (const conversation of newestFirst) {
    const changed = Date.parse(conversation.updatedAt);
    if (conversation.pinned) groups.pinned.push(conversation);
    else if (changed >= today) groups.today.push(conversation);
    else if (changed >= yesterday) groups.yesterday.push(conversation);
    else groups.older.push(conversation);
  }
  return [
    { name: $localize`Pinned`, conversations: groups.pinned },
    { name: $localize`Today`, conversations: groups.today },
    { name: $localize`Yesterday`, conversations: groups.yesterday },
    { name: $localize`Older`, conversations: groups.older },
  ].filter((group) => group.conversations.length > 0);
}

/** By the calendar, not by 24 hours: a day is 23 or 25 hours long when clocks change. */
function startOfDay(now: Date, offset: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset).getTime();
}
