import * as z from 'zod/mini';
import { MessageAttachment } from './attachments.js';
import { Parameters } from './parameters.js';
import { Feedback, MessageRole, MessageStatus } from './chat.js';
import { Id, Timestamp } from '../common.js';
import { Citation, Provenance } from '../rag.js';

export const ExportFormat = z.enum(['json', 'markdown', 'html']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportQuery = z.strictObject({ format: z._default(ExportFormat, 'json') });
export type ExportQuery = z.infer<typeof ExportQuery>;

/** `GET /chat/export`: all own conversations, or those whose ids are given, with commas between. */
export const ExportAllQuery = z.extend(ExportQuery, {
  ids: z.optional(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((ids) => ids.split(',')),
      ),
      z.array(Id).check(z.maxLength(200)),
    ),
  ),
});
export type ExportAllQuery = z.infer<typeof ExportAllQuery>;

export const ExportedMessage = z
  .object({
    id: Id,
    /** The message that it follows; null for the first of a branch from the beginning. */
    parentId: z.nullable(Id),
    role: MessageRole,
    content: z.string(),
    status: MessageStatus,
    /** What wrote an answer; null for a question, and for an answer without a model. */
    model: z.nullable(z.string()),
    /** Why it failed; null otherwise. */
    errorCode: z.nullable(z.string()),
    citations: z.array(Citation),
    provenance: z.nullable(Provenance),
    feedback: z.nullable(Feedback),
    /** Files that the question was asked with; absent where there are none. */
    attachments: z.optional(z.array(MessageAttachment)),
    /** Present and true when something of it does not open. */
    damaged: z.optional(z.boolean()),
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'ExportedMessage' });
export type ExportedMessage = z.infer<typeof ExportedMessage>;

const conversation = {
  id: Id,
  title: z.string(),
  model: z.nullable(z.string()),
  systemPrompt: z.nullable(z.string()),
  /** How the model was to write; absent or null where that was as the settings said. */
  parameters: z.optional(z.nullable(Parameters)),
  /** Collections that its answers were limited to; null for all that the reader may see. */
  collections: z.nullable(z.array(Id)),
  pinned: z.boolean(),
  archived: z.boolean(),
  folder: z.nullable(z.string()),
  tags: z.array(z.string()),
  /** Present and true when something of it does not open. */
  damaged: z.optional(z.boolean()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
};

/** A conversation without its messages. */
export const ExportedHeading = z.object(conversation);
export type ExportedHeading = z.infer<typeof ExportedHeading>;

export const ExportedConversation = z
  .object({
    ...conversation,
    /** A tree: every parent comes before its children. */
    messages: z.array(ExportedMessage),
  })
  .register(z.globalRegistry, { id: 'ExportedConversation' });

export const exportFormatName = 'chatman.conversations';
export const exportVersion = 1;

/** The JSON form of an export. A field may be added to a version; one that changes its meaning makes a new version. */
export const ConversationsExport = z
  .object({
    format: z.literal(exportFormatName),
    version: z.literal(exportVersion),
    exportedAt: Timestamp,
    conversations: z.array(ExportedConversation),
  })
  .register(z.globalRegistry, { id: 'ConversationsExport' });
export type ConversationsExport = z.infer<typeof ConversationsExport>;
