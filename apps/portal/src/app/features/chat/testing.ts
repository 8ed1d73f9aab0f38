import type { Conversation, Message } from '#contracts/chat/chat.js';

let made = 0;

/** A UUIDv7 in shape; later ones sort behind earlier ones. */
export function anId(): string {
  return `01935000-0000-7000-8000-${(++made).toString(16).padStart(12, '0')}`;
}

export function aMessage(more: Partial<Message> = {}): Message {
  const id = anId();
  return {
    id,
    parentId: null,
    role: 'user',
    content: 'How long are backups kept?',
    citations: [],
    provenance: null,
    feedback: null,
    status: 'completed',
    generationId: null,
    errorCode: null,
    createdAt: '2026-11-21T10:00:00.000Z',
    ...more,
  };
}

export function anAnswer(parentId: string, more: Partial<Message> = {}): Message {
  return aMessage({ role: 'assistant', parentId, content: '', status: 'generating', generationId: anId(), ...more });
}

export function aConversation(more: Partial<Conversation> = {}): Conversation {
  return {
    id: anId(),
    title: 'Backups',
    model: null,
    systemPrompt: null,
    collections: null,
    pinned: false,
    archived: false,
    unread: false,
    folder: null,
    tags: [],
    createdAt: '2026-11-21T10:00:00.000Z',
    updatedAt: '2026-11-21T10:00:00.000Z',
    ...more,
  };
}
