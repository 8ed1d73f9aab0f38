import * as z from 'zod/mini';
import { Timestamp } from './common.js';
import { Assertion } from './passkeys.js';

/** `link`: to join the provider's identity to the account that is signed in, in place of signing in with it. */
export const StartSso = z
  .strictObject({ link: z._default(z.enum(['true', 'false']), 'false') })
  .register(z.globalRegistry, { id: 'StartSso' });
export type StartSso = z.infer<typeof StartSso>;

/** The provider's address, with everything that it has to be told. */
export const SsoStarted = z.object({ location: z.string() }).register(z.globalRegistry, { id: 'SsoStarted' });
export type SsoStarted = z.infer<typeof SsoStarted>;

/** The step of this site, after the provider's: with a code or passkey where the account has a second factor here. */
export const FinishSso = z
  .strictObject({ code: z.optional(z.string().check(z.minLength(6), z.maxLength(32))), passkey: z.optional(Assertion) })
  .register(z.globalRegistry, { id: 'FinishSso' });
export type FinishSso = z.infer<typeof FinishSso>;

export const OwnSso = z
  .object({
    /** How the provider is called, or null where single sign-on is not set up. */
    label: z.nullable(z.string()),
    linkedAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'OwnSso' });
export type OwnSso = z.infer<typeof OwnSso>;
