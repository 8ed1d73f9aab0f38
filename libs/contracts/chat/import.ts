import * as z from 'zod/mini';
import { Id } from '../common.js';

/** `POST /chat/import`: the job whose result says what came of it (`ImportReport`). */
export const ImportStarted = z.object({ job: z.object({ id: Id }) }).register(z.globalRegistry, { id: 'ImportStarted' });
export type ImportStarted = z.infer<typeof ImportStarted>;

/** The result of the job. `path` is the place in the file, such as `conversations[3].messages[7]`; never content. */
export const ImportReport = z
  .object({
    source: z.enum(['chatgpt', 'open-webui', 'librechat', 'chatman']),
    conversations: z.number(),
    messages: z.number(),
    skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  })
  .register(z.globalRegistry, { id: 'ImportReport' });
export type ImportReport = z.infer<typeof ImportReport>;
