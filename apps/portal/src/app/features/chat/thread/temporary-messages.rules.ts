import type { Message } from '#contracts/chat/chat.js';
import type { AskTemporarily } from '#contracts/chat/temporary.js';

const none = { citations: [], provenance: null, feedback: null, generationId: null, errorCode: null };

/** A question that only this tab has. */
export function temporaryQuestion(id: string, content: string, parentId: string | null, at: Date): Message {
  return { ...none, id, parentId, role: 'user', content, status: 'completed', createdAt: at.toISOString() };
}

/** The answer to it, which is on its way. */
export function temporaryAnswer(id: string, parentId: string, at: Date): Message {
  return { ...none, id, parentId, role: 'assistant', content: '', status: 'queued', createdAt: at.toISOString() };
}

/** What is sent with a question: the branch that ends with it. Answers that failed say nothing. */
export function temporaryBody(branch: readonly Message[], model: string | null): AskTemporarily {
  const messages = branch
    .filter(({ role, content }) => role === 'user' || content !== '')
    .map(({ role, content, citations, provenance }) =>
      role === 'user' ? { role, content } : { role, content, citations, provenance },
    );
  return { messages, ...(model === null ? {} : { model }) };
}

/** The branch from its beginning to a message. */
export function branchTo(messages: readonly Message[], id: string): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: Message[] = [];
  for (let at = byId.get(id); at !== undefined; at = at.parentId === null ? undefined : byId.get(at.parentId)) branch.unshift(at);
  return branch;
}

/** An answer whose stream ended before its end was said: it can't be picked up again. */
export function lostAnswer(message: Message): Message {
  return { ...message, status: message.content === '' ? 'failed' : 'interrupted', errorCode: 'temporary-lost' };
}
