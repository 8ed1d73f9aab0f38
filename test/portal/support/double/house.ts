import type { SignInMethods } from '#contracts/auth/sign-in-methods.js';
import type { Me } from '#contracts/auth/me.js';
import type { Conversation, Feedback, Message, Model } from '#contracts/chat/chat.js';
import type { QuestionFit } from '#contracts/chat/question-fit.js';
import type { Passage } from '#contracts/rag.js';

/** What the double remembers; a test sets it as it needs. */
export interface House {
  signInMethods: SignInMethods;
  me: Me | null;
  idleMinutes: number;
  /** Of a question that is made to queue: 0 when the model takes it. */
  placeInQueue: number;
  conversations: Conversation[];
  messages: Map<string, Message[]>;
  passages: Map<string, Passage>;
  models: Model[];
  keptDays: number | null;
  /** Every answer of the API becomes a 503 while set. */
  down: boolean;
  feedback: Map<string, Feedback>;
  /** The API takes calls and says nothing, nor do its streams. */
  silent: boolean;
  /** What is said of a long question. */
  fit: QuestionFit;
  /** Null: not given at the start, and loaded separately. */
  draftKey: string | null;
}

let made = 0;
/** A UUIDv7 in shape; the order of making is the order of ids. */
export function nextId(): string {
  return `01935000-0000-7000-8000-${(++made).toString(16).padStart(12, '0')}`;
}

export function aPerson(more: Partial<Me> = {}): Me {
  return {
    id: nextId(),
    username: 'mara',
    displayName: 'Mara Lindqvist',
    role: 'admin',
    permissions: ['account:own', 'chat:converse', 'knowledge:read', 'rights:exercise'],
    mfa: { enrolled: false, required: false, app: false, passkeys: 0, recoveryCodes: 0 },
    mustChangePassword: false,
    restricted: false,
    session: null,
    ...more,
  };
}

export function aConversation(title: string, daysAgo: number, more: Partial<Conversation> = {}): Conversation {
  const at = new Date(Date.now() - daysAgo * 86_400_000 - 60_000).toISOString();
  return {
    id: nextId(),
    title,
    model: null,
    systemPrompt: null,
    collections: null,
    pinned: false,
    archived: false,
    unread: false,
    folder: null,
    tags: [],
    createdAt: at,
    updatedAt: at,
    ...more,
  };
}

export function aMessage(role: Message['role'], content: string, parentId: string | null, more: Partial<Message> = {}): Message {
  return {
    id: nextId(),
    parentId,
    role,
    content,
    citations: [],
    provenance: null,
    feedback: null,
    status: 'completed',
    generationId: role === 'assistant' ? nextId() : null,
    errorCode: null,
    createdAt: new Date().toISOString(),
    ...more,
  };
}

export function anEmptyHouse(): House {
  return {
    signInMethods: {
      setUpNeeded: false,
      selfRegistration: true,
      passwordPolicy: { minLength: 12, needsClasses: true, passphraseLength: 20, refusesCommon: true },
      passkeyHost: '127.0.0.1',
      sso: null,
    },
    me: null,
    idleMinutes: 15,
    placeInQueue: 3,
    conversations: [],
    messages: new Map(),
    passages: new Map(),
    models: [
      {
        name: 'llama3.2:3b',
        provider: 'ollama',
        place: 'this-host',
        available: true,
        isDefault: true,
        reason: null,
        contextTokens: 8192,
        sizeBytes: 2_019_000_000,
      },
      {
        name: 'qwen2.5:7b',
        provider: 'ollama',
        place: 'this-host',
        available: true,
        isDefault: false,
        reason: null,
        contextTokens: 32_768,
        sizeBytes: 4_700_000_000,
      },
    ],
    keptDays: 90,
    down: false,
    feedback: new Map(),
    silent: false,
    fit: { model: 'llama3.2:3b', contextTokens: 8192, questionTokens: 1, fits: true, leftOut: [] },
    draftKey: 'A'.repeat(43),
  };
}
