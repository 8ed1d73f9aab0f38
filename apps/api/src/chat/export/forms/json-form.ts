import { exportFormatName, exportVersion } from '#contracts/chat/chat-export.js';
import type { OpenedConversation } from './opened-conversation.js';

export const jsonMediaType = 'application/json; charset=utf-8';

/** The JSON form: any number of conversations in one document, as `ConversationsExport` describes it. */
export async function* jsonDocument(conversations: AsyncIterable<OpenedConversation>, at: Date): AsyncGenerator<string> {
  const head = JSON.stringify({ format: exportFormatName, version: exportVersion, exportedAt: at.toISOString() });
  yield `${head.slice(0, -1)},"conversations":[`;
  let before = '\n';
  for await (const { conversation, messages } of conversations) {
    yield `${before}${JSON.stringify(conversation).slice(0, -1)},"messages":[`;
    yield* elements(messages);
    yield ']}';
    before = ',\n';
  }
  yield '\n]}\n';
}

async function* elements(messages: OpenedConversation['messages']): AsyncGenerator<string> {
  let before = '\n';
  for await (const { message } of messages) {
    yield before + JSON.stringify(message);
    before = ',\n';
  }
}
