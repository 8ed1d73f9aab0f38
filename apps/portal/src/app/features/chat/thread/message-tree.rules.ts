import type { Message } from '#contracts/chat/chat.js';

/** A message on the branch in view, with its alternatives at the same position. */
export interface Turn {
  readonly message: Message;
  /** Ids of the messages with the same parent, oldest first; this one among them. */
  readonly alternatives: readonly string[];
  /** The index of this one among them. */
  readonly at: number;
}

/** Where the branch in view ends: at one message, at the newest of all, or before the first (its question is being asked anew). */
export type BranchEnd = { readonly id: string } | 'newest' | 'before-first';

/** The branch with that end, first message first. An end that is not known means the newest message. */
export function branch(messages: readonly Message[], end: BranchEnd): Turn[] {
  if (end === 'before-first') return [];
  const byId = new Map(messages.map((message) => [message.id, message]));
  const path: Message[] = [];
  const seen = new Set<string>();
  let at = (end === 'newest' ? undefined : byId.get(end.id)) ?? newest(messages);
  while (at !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    path.push(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  const children = childrenByParent(messages);
  return path.reverse().map((message) => {
    const alternatives = (children.get(message.parentId) ?? []).map((each) => each.id);
    return { message, alternatives, at: alternatives.indexOf(message.id) };
  });
}

/** The end of the branch that goes through `messageId`, taking the newest turn at each fork below it. */
export function newestLeafUnder(messages: readonly Message[], messageId: string): string {
  const children = childrenByParent(messages);
  let at = messageId;
  for (const _ of messages) {
    const next = newest(children.get(at) ?? []);
    if (next === undefined) break;
    at = next.id;
  }
  return at;
}

/** With one message added, or put in the place of an older state of itself. */
export function withMessage(messages: readonly Message[], changed: Message): Message[] {
  return messages.some((message) => message.id === changed.id)
    ? messages.map((message) => (message.id === changed.id ? changed : message))
    : [...messages, changed];
}

/** Whether no message is newer. */
export function isNewestOf(messages: readonly Message[], id: string | undefined): boolean {
  return newest(messages)?.id === id;
}

/** As the API has them now; an answer that is being read keeps what has come already, where that is ahead. */
export function refreshed(ours: readonly Message[], fresh: readonly Message[]): Message[] {
  const known = new Map(ours.map((message) => [message.id, message]));
  return fresh.map((message) => {
    const own = known.get(message.id);
    const isAhead = own?.generationId === message.generationId && own.content.length > message.content.length;
    return isAhead ? own : message;
  });
}

/** Where a branch in view ends after others have added to it: it grows, and a reader of the newest message still sees the newest. */
export function endAfterGrowth(before: readonly Message[], end: BranchEnd, after: readonly Message[]): BranchEnd {
  if (end === 'before-first') return end;
  const last = branch(before, end).at(-1)?.message.id;
  if (last === undefined || isNewestOf(before, last)) return 'newest';
  return { id: newestLeafUnder(after, last) };
}

/** In one pass: a conversation may have ten thousand messages. */
function childrenByParent(messages: readonly Message[]): ReadonlyMap<string | null, readonly Message[]> {
  const children = new Map<string | null, Message[]>();
  for (const message of messages) {
    const siblings = children.get(message.parentId);
    if (siblings === undefined) children.set(message.parentId, [message]);
    else siblings.push(message);
  }
  for (const siblings of children.values()) siblings.sort(byAge);
  return children;
}

function newest(messages: readonly Message[]): Message | undefined {
  return messages.reduce<Message | undefined>(
    (found, each) => (found === undefined || byAge(found, each) <= 0 ? each : found),
    undefined,
  );
}

/** Times are ISO 8601 in UTC, and ids are of version 7: both compare as they are. */
function byAge(a: Message, b: Message): number {
  return order(a.createdAt, b.createdAt) || order(a.id, b.id);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
