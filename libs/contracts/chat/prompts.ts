import * as z from 'zod/mini';
import { Id, Timestamp, lineOfText, pageOf, personText } from '../common.js';
import { Readers } from '../rag.js';

/** What is typed behind the slash. Taken with or without it. */
const Command = z.string().check(
  z.trim(),
  z.overwrite((command) => command.replace(/^\//, '').toLowerCase()),
  z.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, { error: 'must be letters, digits, - and _ only' }),
);

const prompt = {
  command: Command,
  title: lineOfText({ min: 1, max: 100 }),
  /** `{{name}}` is a variable that is asked for. */
  text: personText({ min: 1, max: 16_000 }),
  /** Who else may use it: roles, or single users by id. Empty or left out: nobody. */
  readers: z.union([Readers, z.array(Id).check(z.maxLength(0))]),
};

export const CreatePrompt = z
  .strictObject({ ...prompt, readers: z._default(prompt.readers, []) })
  .register(z.globalRegistry, { id: 'CreatePrompt' });
export type CreatePrompt = z.infer<typeof CreatePrompt>;

export const ChangePrompt = z
  .strictObject({
    command: z.optional(prompt.command),
    title: z.optional(prompt.title),
    text: z.optional(prompt.text),
    readers: z.optional(prompt.readers),
  })
  .register(z.globalRegistry, { id: 'ChangePrompt' });
export type ChangePrompt = z.infer<typeof ChangePrompt>;

export const Prompt = z
  .object({
    id: Id,
    command: z.string(),
    title: z.string(),
    text: z.string(),
    /** Empty for those who did not write it. */
    readers: z.array(z.string()),
    /** Whether whoever asks wrote it, and so may change it. */
    isOwn: z.boolean(),
    changedAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Prompt' });
export type Prompt = z.infer<typeof Prompt>;

/** Own prompts and those of others that are open to whoever asks. */
export const PromptPage = pageOf(Prompt).register(z.globalRegistry, { id: 'PromptPage' });
export type PromptPage = z.infer<typeof PromptPage>;

/** `GET|PUT /chat/instructions`: what every answer to this person takes into account. Empty: nothing. */
export const OwnInstructions = z
  .strictObject({ text: personText({ min: 0, max: 4_000 }) })
  .register(z.globalRegistry, { id: 'OwnInstructions' });
export type OwnInstructions = z.infer<typeof OwnInstructions>;
