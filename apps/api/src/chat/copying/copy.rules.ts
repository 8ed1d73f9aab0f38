import type { MessageRecord } from '../message/message-record.js';

const longestTitle = 200;
const suffix = ' (copy)';

/** Empty stays empty: the first question of the copy then gives its title. */
export function copyTitle(title: string): string {
  return title === '' ? '' : `${title.slice(0, longestTitle - suffix.length)}${suffix}`;
}

/**
 * The messages of a conversation as those of another one, in the same order: parents before their children. What is still being written,
 * or does not open, is left out with everything below it.
 */
export function copiedMessages(
  messages: readonly MessageRecord[],
  conversationId: string,
  nextId: () => string,
): MessageRecord[] {
  const ids = new Map<string, string>();
  const copied: MessageRecord[] = [];
  for (const message of messages) {
    const parentId = message.parentId === null ? null : ids.get(message.parentId);
    if (parentId === undefined || message.damaged === true || isUnderWay(message)) continue;
    const id = nextId();
    ids.set(message.id, id);
    copied.push({ ...message, id, parentId, conversationId, generationId: null, feedback: null });
  }
  return copied;
}

function isUnderWay({ status }: MessageRecord): boolean {
  return status === 'queued' || status === 'generating';
}
