import * as z from 'zod/mini';
import { Timestamp } from '../common.js';

/**
 * The purpose of the visit to the provider. `link`: to join the identity there to the account that is signed in here. `step-up`: to
 * sign in there again as a step-up.
 */
export const SsoPurpose = z.enum(['sign-in', 'link', 'step-up']);
export type SsoPurpose = z.infer<typeof SsoPurpose>;

export const StartSso = z
  .strictObject({ purpose: z._default(SsoPurpose, 'sign-in') })
  .register(z.globalRegistry, { id: 'StartSso' });
export type StartSso = z.infer<typeof StartSso>;

/** The provider's address, with all parameters. */
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
