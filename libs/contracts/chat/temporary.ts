import * as z from 'zod/mini';
import { Id, lineOfText, personText } from '../common.js';
import { Citation, Provenance } from '../rag.js';
import { MessageRole } from './chat.js';
import { Parameters } from './parameters.js';

/** Messages that a temporary conversation may hold, and UTF-16 code units of all of them. */
export const mostTemporaryMessages = 200;
export const mostTemporaryCharacters = 400_000;

/** A message that only the asker has. Of answers, where they come from belongs to it: what rests on passages that stay here is not sent outside. */
const TemporaryMessage = z.strictObject({
  role: MessageRole,
  content: personText({ min: 0, max: mostTemporaryCharacters }),
  citations: z.optional(z.array(Citation).check(z.maxLength(200))),
  provenance: z.optional(z.nullable(Provenance)),
});

/** `POST /chat/temporary`: the branch with the question last. Nothing of it is kept. */
export const AskTemporarily = z
  .strictObject({
    messages: z.array(TemporaryMessage).check(z.minLength(1), z.maxLength(mostTemporaryMessages)),
    model: z.optional(z.nullable(lineOfText({ min: 1, max: 200 }))),
    systemPrompt: z.optional(z.nullable(personText({ min: 1, max: 8000 }))),
    collections: z.optional(z.nullable(z.array(Id).check(z.maxLength(50)))),
    parameters: z.optional(z.nullable(Parameters)),
  })
  .check(
    z.refine(({ messages }) => messages.at(-1)?.role === 'user' && messages.at(-1)?.content !== '', {
      error: 'must end with a question',
      path: ['messages'],
    }),
    z.refine(({ messages }) => messages.reduce((sum, { content }) => sum + content.length, 0) <= mostTemporaryCharacters, {
      error: 'holds more text than a temporary conversation may',
      path: ['messages'],
    }),
  )
  .register(z.globalRegistry, { id: 'AskTemporarily' });
export type AskTemporarily = z.infer<typeof AskTemporarily>;
