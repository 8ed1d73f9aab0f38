import type { Place } from '#sealing/record.js';

/** Where each sealed value of this room belongs: a record opens only in its own table, column and row. */
export const places = {
  title: (conversationId: string): Place => ({ table: 'chat.conversation', column: 'title', row: conversationId }),
  systemPrompt: (conversationId: string): Place => ({ table: 'chat.conversation', column: 'system_prompt', row: conversationId }),
  folder: (conversationId: string): Place => ({ table: 'chat.conversation', column: 'folder', row: conversationId }),
  tags: (conversationId: string): Place => ({ table: 'chat.conversation', column: 'tags', row: conversationId }),
  content: (messageId: string): Place => ({ table: 'chat.message', column: 'content', row: messageId }),
  citations: (messageId: string): Place => ({ table: 'chat.message', column: 'citations', row: messageId }),
  provenance: (messageId: string): Place => ({ table: 'chat.message', column: 'provenance', row: messageId }),
  comment: (messageId: string): Place => ({ table: 'chat.feedback', column: 'comment', row: messageId }),
} as const;
