import * as z from 'zod/mini';
import { Id } from './common.js';

const nothing = z.object({});

/**
 * Events of `GET /events`: that something changed, by id and never with content. The SSE `id:` names the event; a reader that reconnects
 * with it as `Last-Event-ID` gets the events since, or `refetch` when they are no longer available. `heartbeat` comes every two seconds,
 * `session-ended` last.
 */
export const LiveEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), data: nothing }),
  z.object({ event: z.literal('refetch'), data: nothing }),
  z.object({ event: z.literal('heartbeat'), data: nothing }),
  z.object({ event: z.literal('conversation'), data: z.object({ id: Id }) }),
  /** An answer was requested, or its state changed; `generationId` is the run that writes or wrote it. */
  z.object({ event: z.literal('message'), data: z.object({ id: Id, conversationId: Id, generationId: Id }) }),
  /** A job began, moved on or ended. */
  z.object({ event: z.literal('job'), data: z.object({ id: Id }) }),
  /** A collection, or a document in it, changed. */
  z.object({ event: z.literal('collection'), data: z.object({ id: Id }) }),
  /** An alert was raised, changed or ended. */
  z.object({ event: z.literal('alert'), data: z.object({ id: Id }) }),
  z.object({ event: z.literal('approval'), data: z.object({ id: Id }) }),
  /** Role, state or duties of the reader's own account changed: ask `GET /auth/me`. */
  z.object({ event: z.literal('account'), data: nothing }),
  z.object({ event: z.literal('session-ended'), data: nothing }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
