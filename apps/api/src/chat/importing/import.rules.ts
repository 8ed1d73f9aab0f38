import type { MessageRecord } from '../message/message-record.js';
import type { ImportedConversation } from './formats/imported-conversation.js';

/**
 * Messages of an imported conversation as they are kept: each later than its parent, since the order of messages is by time. What has no
 * time follows the one before.
 */
export function importedMessages(
  { messages }: ImportedConversation,
  conversationId: string,
  now: Date,
  nextId: () => string,
): MessageRecord[] {
  const kept = new Map<string, MessageRecord>();
  let last = Math.min(messages.find(({ at }) => at !== null)?.at ?? now.getTime(), now.getTime()) - 1;
  for (const { id, parentId, role, content, model, at } of messages) {
    const parent = parentId === null ? undefined : kept.get(parentId);
    const earliest = parent === undefined ? 0 : parent.createdAt.getTime() + 1;
    last = Math.max(Math.min(at ?? last + 1, now.getTime()), earliest);
    kept.set(id, {
      id: nextId(),
      conversationId,
      parentId: parent?.id ?? null,
      role,
      status: 'completed',
      content,
      citations: [],
      provenance: role === 'user' || model === null ? null : writtenElsewhere(model),
      feedback: null,
      generationId: null,
      errorCode: null,
      createdAt: new Date(last),
    });
  }
  return [...kept.values()];
}

/** What wrote it is known, and that it was not written here. */
function writtenElsewhere(model: string): NonNullable<MessageRecord['provenance']> {
  return {
    provider: 'openai',
    place: 'outside',
    model: model.slice(0, 200),
    digest: null,
    parameters: {},
    promptVersion: '',
    passages: [],
    notices: ['imported'],
  };
}
