import * as z from 'zod/mini';
import { Id, PageQuery, Timestamp, lineOfText, pageOf, personText } from '../common.js';
import { ParameterLimits, Parameters } from './parameters.js';
import { ProblemDocument } from '../problem.js';
import { ProviderId, ProviderPlace } from './provider.js';
import { Citation, Provenance } from '../rag.js';
import { MessageAttachment, mostAttachments } from './attachments.js';

export const MessageRole = z.enum(['user', 'assistant']);
export type MessageRole = z.infer<typeof MessageRole>;

/**
 * What became of a message. `interrupted`: the process that wrote it died or its time ran out; the text so far is kept and can be
 * continued. `stopped`: the reader stopped it. `failed`: no text came.
 */
export const MessageStatus = z.enum(['queued', 'generating', 'completed', 'stopped', 'failed', 'interrupted']);
export type MessageStatus = z.infer<typeof MessageStatus>;

const Title = lineOfText({ min: 1, max: 200 });
const Collections = z.array(Id).check(z.maxLength(50));

export const Conversation = z
  .object({
    id: Id,
    title: z.string(),
    model: z.nullable(z.string()),
    systemPrompt: z.nullable(z.string()),
    /** How the model is to write here; absent or null where that is as the settings say. */
    parameters: z.optional(z.nullable(Parameters)),
    /** Null: every collection that the reader may see. */
    collections: z.nullable(z.array(Id)),
    pinned: z.boolean(),
    archived: z.boolean(),
    /** Marked by its owner, to come back to it. */
    unread: z.boolean(),
    /** Present and true when something of it does not open: that is shown as `Damaged record`, or left out. */
    damaged: z.optional(z.boolean()),
    folder: z.nullable(z.string()),
    tags: z.array(z.string()),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;
export const ConversationPage = pageOf(Conversation).register(z.globalRegistry, { id: 'ConversationPage' });

const Folder = lineOfText({ min: 1, max: 100 });
const Tag = lineOfText({ min: 1, max: 40 });

export const ConversationQuery = z.extend(PageQuery, {
  archived: z._default(z.stringbool(), false),
  pinned: z.optional(z.stringbool()),
  folder: z.optional(Folder),
  tag: z.optional(Tag),
});
export type ConversationQuery = z.infer<typeof ConversationQuery>;

const conversationChoices = {
  title: z.optional(Title),
  model: z.optional(z.nullable(lineOfText({ min: 1, max: 200 }))),
  systemPrompt: z.optional(z.nullable(personText({ min: 1, max: 8000 }))),
  collections: z.optional(z.nullable(Collections)),
  parameters: z.optional(z.nullable(Parameters)),
};

export const StartConversation = z.strictObject(conversationChoices).register(z.globalRegistry, { id: 'StartConversation' });
export type StartConversation = z.infer<typeof StartConversation>;

const conversationOrder = {
  pinned: z.optional(z.boolean()),
  archived: z.optional(z.boolean()),
  unread: z.optional(z.boolean()),
  folder: z.optional(z.nullable(Folder)),
  tags: z.optional(z.array(Tag).check(z.maxLength(20))),
};

export const ChangeConversation = z
  .strictObject({ ...conversationChoices, ...conversationOrder })
  .register(z.globalRegistry, { id: 'ChangeConversation' });
export type ChangeConversation = z.infer<typeof ChangeConversation>;

const ConversationIds = z.array(Id).check(z.minLength(1), z.maxLength(200));

/** `POST /chat/conversations/changes`: the same change of several at once. All of them are changed, or none. */
export const ChangeConversations = z
  .strictObject({ ids: ConversationIds, changes: z.strictObject(conversationOrder) })
  .register(z.globalRegistry, { id: 'ChangeConversations' });
export type ChangeConversations = z.infer<typeof ChangeConversations>;

/** `POST /chat/conversations/deletions` and `/restorations`. What is gone already is passed over. */
export const SeveralConversations = z
  .strictObject({ ids: ConversationIds })
  .register(z.globalRegistry, { id: 'SeveralConversations' });
export type SeveralConversations = z.infer<typeof SeveralConversations>;

export const ConversationList = z.object({ items: z.array(Conversation) }).register(z.globalRegistry, { id: 'ConversationList' });
export type ConversationList = z.infer<typeof ConversationList>;

const NamedCount = z.object({ name: z.string(), conversations: z.number() });

/** `GET /chat/folders`: folders and tags in use, by name. Archived conversations count too. */
export const ConversationFolders = z
  .object({ folders: z.array(NamedCount), tags: z.array(NamedCount) })
  .register(z.globalRegistry, { id: 'ConversationFolders' });
export type ConversationFolders = z.infer<typeof ConversationFolders>;

export const Feedback = z
  .strictObject({
    rating: z.enum(['up', 'down']),
    reasons: z.optional(
      z.array(z.enum(['wrong', 'incomplete', 'no-source', 'outdated', 'unclear', 'harmful', 'other'])).check(z.maxLength(7)),
    ),
    comment: z.optional(personText({ min: 1, max: 2000 })),
  })
  .register(z.globalRegistry, { id: 'Feedback' });
export type Feedback = z.infer<typeof Feedback>;

export const Message = z
  .object({
    id: Id,
    parentId: z.nullable(Id),
    role: MessageRole,
    content: z.string(),
    citations: z.array(Citation),
    provenance: z.nullable(Provenance),
    feedback: z.nullable(Feedback),
    status: MessageStatus,
    /** The generation that is writing, or last wrote, this message; null for what a person wrote. */
    generationId: z.nullable(Id),
    /** Why it failed: a problem code; null otherwise. */
    errorCode: z.nullable(z.string()),
    /** Files that the question was asked with; absent where there are none. */
    attachments: z.optional(z.array(MessageAttachment)),
    /** Present and true when something of it does not open. */
    damaged: z.optional(z.boolean()),
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Message' });
export type Message = z.infer<typeof Message>;
/** A conversation with its messages, parents before their children: what opening it takes. */
export const MessageTree = z
  .object({ conversation: Conversation, items: z.array(Message) })
  .register(z.globalRegistry, { id: 'MessageTree' });
export type MessageTree = z.infer<typeof MessageTree>;

const MessageContent = personText({ min: 1, max: 32_000 });

export const SendMessage = z
  .strictObject({
    content: MessageContent,
    /** Answer to this message; without it, the newest leaf of the conversation. Null starts a new branch at the root. */
    parentId: z.optional(z.nullable(Id)),
    /** Refused (`conversation-moved-on`) where a question follows `parentId` already: the asker saw an outdated end. */
    onlyAtEnd: z.optional(z.boolean()),
    /** Files of this conversation, from `POST /chat/conversations/:id/attachments`, that are `ready`. */
    attachments: z.optional(z.array(Id).check(z.maxLength(mostAttachments))),
  })
  .register(z.globalRegistry, { id: 'SendMessage' });
export type SendMessage = z.infer<typeof SendMessage>;

/** A further answer to the question of an answer; by this model instead of the conversation's, for this once. */
export const Regenerate = z
  .strictObject({ model: z.optional(lineOfText({ min: 1, max: 200 })) })
  .register(z.globalRegistry, { id: 'Regenerate' });
export type Regenerate = z.infer<typeof Regenerate>;

export const GenerationStarted = z
  .object({ userMessage: z.nullable(Message), assistantMessage: Message, generation: z.object({ id: Id }) })
  .register(z.globalRegistry, { id: 'GenerationStarted' });
export type GenerationStarted = z.infer<typeof GenerationStarted>;

/** A generation after the wish to stop it: `stopped`, or how it had ended before the wish came. */
export const GenerationState = z
  .object({ id: Id, status: z.enum(['queued', 'running', 'completed', 'stopped', 'failed', 'interrupted']) })
  .register(z.globalRegistry, { id: 'GenerationState' });
export type GenerationState = z.infer<typeof GenerationState>;

/** `POST /chat`: one question, one answer, for scripts. */
export const AskOnce = z
  .strictObject({ message: MessageContent, conversationId: z.optional(Id), stream: z._default(z.boolean(), false) })
  .register(z.globalRegistry, { id: 'AskOnce' });
export type AskOnce = z.infer<typeof AskOnce>;

export const AnsweredOnce = z.object({ conversationId: Id, message: Message }).register(z.globalRegistry, { id: 'AnsweredOnce' });
export type AnsweredOnce = z.infer<typeof AnsweredOnce>;

export const Usage = z.object({
  promptTokens: z.nullable(z.number()),
  answerTokens: z.nullable(z.number()),
  durationMs: z.number(),
});
export type Usage = z.infer<typeof Usage>;

/**
 * What `GET /chat/generations/:id/events` sends. The SSE `id:` of a delta is the length of the answer after it, in UTF-16 code units;
 * a reader that comes back with it as `Last-Event-ID` misses nothing and sees nothing twice.
 */
export const GenerationEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('queued'), data: z.object({ position: z.number() }) }),
  z.object({
    event: z.literal('status'),
    data: z.object({
      /** `reading`: the model has the question and the passages, and no word has come yet. */
      phase: z.enum(['searching', 'reading', 'loading-model', 'thinking', 'writing']),
      /** Who writes, once that is settled. */
      model: z.optional(z.string()),
      /** How many passages it was given. */
      passages: z.optional(z.number()),
      /** Milliseconds since this phase began. */
      forMs: z.optional(z.number()),
    }),
  }),
  z.object({ event: z.literal('delta'), data: z.object({ text: z.string() }) }),
  z.object({ event: z.literal('citations'), data: z.object({ citations: z.array(Citation) }) }),
  z.object({ event: z.literal('done'), data: z.object({ status: MessageStatus, usage: Usage, message: Message }) }),
  z.object({ event: z.literal('error'), data: ProblemDocument }),
]);
export type GenerationEvent = z.infer<typeof GenerationEvent>;

export const Model = z.object({
  /** What a conversation's `model` says, such as `llama3.2:3b`. */
  name: z.string(),
  provider: ProviderId,
  /** Where it runs, as far as it is known; what is not known counts as `outside`. */
  place: ProviderPlace,
  available: z.boolean(),
  isDefault: z.boolean(),
  /** Why it is not available, in words for a person; null when it is. */
  reason: z.nullable(z.string()),
  contextTokens: z.nullable(z.number()),
  sizeBytes: z.nullable(z.number()),
});
export type Model = z.infer<typeof Model>;

export const ModelList = z
  .object({ items: z.array(Model), keptDays: z.nullable(z.number()) })
  .register(z.globalRegistry, { id: 'ModelList' });
export type ModelList = z.infer<typeof ModelList>;

/** What the settings allow here. */
export const ChatOffers = z.object({
  /** Whether people may hold temporary conversations. */
  temporary: z.boolean(),
  /** Files that one conversation may have, and the largest one, in bytes. */
  attachments: z.object({ most: z.number(), maxBytes: z.number() }),
  parameters: ParameterLimits,
});
export type ChatOffers = z.infer<typeof ChatOffers>;

/** `GET /chat/start?conversation=`: the first page of the rail, the models, and the conversation that is opened, in one call. */
export const ChatStartQuery = z.strictObject({ conversation: z.optional(Id) });
export type ChatStartQuery = z.infer<typeof ChatStartQuery>;
export const ChatStart = z
  .object({
    conversations: ConversationPage,
    models: ModelList,
    /** Null where none was requested, and for one that does not exist. */
    thread: z.nullable(MessageTree),
    offers: z.optional(ChatOffers),
  })
  .register(z.globalRegistry, { id: 'ChatStart' });
export type ChatStart = z.infer<typeof ChatStart>;
