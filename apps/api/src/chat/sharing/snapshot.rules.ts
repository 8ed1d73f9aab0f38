import { marksOf, withoutMarks } from '#contracts/chat/citation-marks.js';
import type { SharedMessage } from '#contracts/chat/shares.js';
import { answerStart } from '#contracts/chat/thoughts.js';
import type { MessageRecord } from '../message/message-record.js';

/** The branch that ends with the newest message, as others may read it: what has been written to its end. */
export function snapshotOf(messages: readonly MessageRecord[]): SharedMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: MessageRecord[] = [];
  for (let at = messages.at(-1); at !== undefined; at = at.parentId === null ? undefined : byId.get(at.parentId)) branch.push(at);
  return branch
    .toReversed()
    .filter(({ status, damaged }) => status !== 'queued' && status !== 'generating' && damaged !== true)
    .map(({ role, content, citations, provenance, createdAt }) => ({
      role,
      content: role === 'assistant' ? readable(content, citations) : content,
      model: provenance?.model ?? null,
      createdAt: createdAt.toISOString(),
    }))
    .filter(({ content }) => content !== '');
}

/** Without the thoughts of the model, and without the marks of citations, which stay with the owner. */
function readable(content: string, citations: MessageRecord['citations']): string {
  const text = withoutMarks(content, marksOf(content, citations));
  return text.slice(answerStart(text));
}
