import type { SharedMessage } from '#contracts/chat/shares.js';
import type { MessageRecord } from '../message/message-record.js';

/** The branch that ends with the newest message, as others may read it: what has been written to its end. */
export function snapshotOf(messages: readonly MessageRecord[]): SharedMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: MessageRecord[] = [];
  for (let at = messages.at(-1); at !== undefined; at = at.parentId === null ? undefined : byId.get(at.parentId)) branch.push(at);
  return branch
    .toReversed()
    .filter(
      ({ status, content, damaged }) => status !== 'queued' && status !== 'generating' && content !== '' && damaged !== true,
    )
    .map(({ role, content, provenance, createdAt }) => ({
      role,
      content,
      model: provenance?.model ?? null,
      createdAt: createdAt.toISOString(),
    }));
}
