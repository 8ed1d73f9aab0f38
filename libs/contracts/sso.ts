import * as z from 'zod/mini';
import { Timestamp } from './common.js';

/** `link`: to join the provider's identity to the account that is signed in, in place of signing in with it. */
export const StartSso = z
  .strictObject({ link: z._default(z.enum(['true', 'false']), 'false') })
  .register(z.globalRegistry, { id: 'StartSso' });
export type StartSso = z.infer<typeof StartSso>;

/** The provider's address, with everything that it has to be told. */
export const SsoStarted = z.object({ location: z.string() }).register(z.globalRegistry, { id: 'SsoStarted' });
export type SsoStarted = z.infer<typeof SsoStarted>;

export const OwnSso = z
  .object({
    /** How the provider is called, or null where single sign-on is not set up. */
    label: z.nullable(z.string()),
    linkedAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'OwnSso' });
export type OwnSso = z.infer<typeof OwnSso>;
