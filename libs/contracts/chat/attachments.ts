import * as z from 'zod/mini';
import { Id, Timestamp } from '../common.js';
import { DocumentProblem, DocumentState } from '../rag.js';

/** Files that one question may carry. */
export const mostAttachments = 20;

/** A file that is attached to a conversation: found, quoted and cited in that conversation and nowhere else. */
export const Attachment = z
  .object({
    id: Id,
    name: z.string(),
    /** Bytes of the file. */
    size: z.number(),
    /** From the content of the file, whatever it is called; not known before it was read. */
    mediaType: z.string(),
    /** Only what is `ready` goes with a question. */
    state: DocumentState,
    /** Why it could not be read; null where it could. */
    problem: DocumentProblem,
    pages: z.nullable(z.number()),
    /** Whether text was found in it; an image may hold none. */
    hasText: z.boolean(),
    /** The job that reads it: `GET /jobs/:id` says how far it is. */
    jobId: z.nullable(Id),
    /** Whether a question was asked with it. */
    isSent: z.boolean(),
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

export const AttachmentList = z.object({ items: z.array(Attachment) }).register(z.globalRegistry, { id: 'AttachmentList' });
export type AttachmentList = z.infer<typeof AttachmentList>;

/** A file at the question that was asked with it. */
export const MessageAttachment = z.object({ id: Id, name: z.string(), size: z.number() });
export type MessageAttachment = z.infer<typeof MessageAttachment>;
