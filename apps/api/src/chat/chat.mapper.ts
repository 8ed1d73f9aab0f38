import type { Conversation, GenerationStarted, Message } from '#contracts/chat/chat.js';
import type { ConversationRecord } from './conversation/conversation.repository.js';
import type { MessageRecord } from './message/message-record.js';
import type { StartedAnswer } from './asking/question.service.js';

/** How records leave this room: times as ISO text, nothing that the contract does not name. */
export function conversationDto({ createdAt, updatedAt, ...conversation }: ConversationRecord): Conversation {
  return { ...conversation, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

export function messageDto({
  createdAt,
  conversationId: _conversation,
  attachmentIds: _ids,
  ...message
}: MessageRecord): Message {
  return { ...message, createdAt: createdAt.toISOString() };
}

export function generationStartedDto({ userMessage, assistantMessage, generation }: StartedAnswer): GenerationStarted {
  return {
    userMessage: userMessage && messageDto(userMessage),
    assistantMessage: messageDto(assistantMessage),
    generation,
  };
}
