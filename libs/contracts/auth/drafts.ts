import * as z from 'zod/mini';

/** 32 bytes in base64url, of one person: the portal seals with it what was typed and not sent. */
export const DraftKey = z
  .object({ key: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) })
  .register(z.globalRegistry, { id: 'DraftKey' });
export type DraftKey = z.infer<typeof DraftKey>;
