import * as z from 'zod/mini';
import { PersonRef } from '../auth/approvals.js';
import { Id, Timestamp, pageOf } from '../common.js';
import { Readers } from '../rag.js';
import { MessageRole } from './chat.js';

/** `POST /chat/conversations/:id/shares`: roles or single users by id. Without a number of days it is there until it is revoked. */
export const StartShare = z
  .strictObject({ readers: Readers, expiresInDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))) })
  .register(z.globalRegistry, { id: 'StartShare' });
export type StartShare = z.infer<typeof StartShare>;

/** A snapshot of a conversation as its owner sees it. */
export const Share = z
  .object({
    id: Id,
    conversationId: Id,
    title: z.string(),
    readers: z.array(z.string()),
    createdAt: Timestamp,
    expiresAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'Share' });
export type Share = z.infer<typeof Share>;

export const ShareList = z.object({ items: z.array(Share) }).register(z.globalRegistry, { id: 'ShareList' });
export type ShareList = z.infer<typeof ShareList>;

/** A snapshot as its readers see it in a list: those of others, newest first. */
export const SharedConversation = z
  .object({ id: Id, title: z.string(), owner: PersonRef, createdAt: Timestamp, expiresAt: z.nullable(Timestamp) })
  .register(z.globalRegistry, { id: 'SharedConversation' });
export type SharedConversation = z.infer<typeof SharedConversation>;
export const SharedPage = pageOf(SharedConversation).register(z.globalRegistry, { id: 'SharedPage' });
export type SharedPage = z.infer<typeof SharedPage>;

/** Questions and answers of one branch. Citations stay with the owner: their sources may not be open to every reader. */
export const SharedMessage = z.object({
  role: MessageRole,
  content: z.string(),
  /** What wrote an answer; null for a question, and for an answer without a model. */
  model: z.nullable(z.string()),
  createdAt: Timestamp,
});
export type SharedMessage = z.infer<typeof SharedMessage>;

export const SharedThread = z
  .extend(SharedConversation, { messages: z.array(SharedMessage) })
  .register(z.globalRegistry, { id: 'SharedThread' });
export type SharedThread = z.infer<typeof SharedThread>;
