import * as z from 'zod/mini';

/** For `navigator.credentials.get` (PublicKeyCredentialRequestOptionsJSON). It names no account: the browser shows which passkeys there are. */
export const PasskeyRequest = z
  .object({ challenge: z.string(), rpId: z.string(), timeout: z.int(), userVerification: z.literal('preferred') })
  .register(z.globalRegistry, { id: 'PasskeyRequest' });
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;
