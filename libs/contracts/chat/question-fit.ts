import * as z from 'zod/mini';
import { Id, personText } from '../common.js';
import { mostAttachments } from './attachments.js';

/** A question that is not sent yet, and where it would go; without a conversation, into a new one. */
export const FitQuestion = z
  .strictObject({
    content: personText({ min: 1, max: 32_000 }),
    conversationId: z.optional(Id),
    parentId: z.optional(z.nullable(Id)),
    attachments: z.optional(z.array(Id).check(z.maxLength(mostAttachments))),
  })
  .register(z.globalRegistry, { id: 'FitQuestion' });
export type FitQuestion = z.infer<typeof FitQuestion>;

/** What the model could read of a question and of what belongs to it. All tokens are estimates on the safe side. */
export const QuestionFit = z
  .object({
    /** Who would answer; null where no model is there, and then nothing is too long. */
    model: z.nullable(z.string()),
    /** The size of the window, with the answer in it. */
    contextTokens: z.nullable(z.number()),
    questionTokens: z.number(),
    /** Whether the question itself fits. One that does not is refused when it is sent. */
    fits: z.boolean(),
    /** What would be left out to make room for it. */
    leftOut: z.array(z.enum(['earlier-messages', 'passages'])),
  })
  .register(z.globalRegistry, { id: 'QuestionFit' });
export type QuestionFit = z.infer<typeof QuestionFit>;
