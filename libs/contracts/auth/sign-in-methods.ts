import * as z from 'zod/mini';

/** What a visitor may know before signing in: the sign-in methods that are open. */
export const SignInMethods = z
  .object({
    setUpNeeded: z.boolean(),
    selfRegistration: z.boolean(),
    passwordPolicy: z.object({
      minLength: z.number(),
      needsClasses: z.boolean(),
      passphraseLength: z.number(),
      refusesCommon: z.boolean(),
    }),
    /** The host that passkeys are bound to; null where there is none that a browser takes, such as a bare address. */
    passkeyHost: z.nullable(z.string()),
    /** How the provider of single sign-on is called (`GET /auth/sso/start`); null where there is none. */
    sso: z.nullable(z.object({ label: z.string() })),
  })
  .register(z.globalRegistry, { id: 'SignInMethods' });
export type SignInMethods = z.infer<typeof SignInMethods>;
