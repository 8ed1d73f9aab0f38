import * as z from 'zod/mini';
import { Me } from './me.js';
import { Waiting } from './waiting.js';

/** `GET /auth/start`: all that a page needs of the accounts room at its start, in one call. */
export const Start = z
  .object({
    me: Me,
    /** As `GET /auth/draft-key` gives it; null to programs. */
    draftKey: z.nullable(z.string()),
    waiting: Waiting,
  })
  .register(z.globalRegistry, { id: 'Start' });
export type Start = z.infer<typeof Start>;
