import * as z from 'zod/mini';
import { plainCode } from '../../codes.js';

/** What an authenticator app takes over; shown until a first code has confirmed it. */
export const TotpEnrolment = z
  .object({
    /** Base32 (RFC 4648), for typing in. */
    secret: z.string(),
    /** For the QR code. */
    otpauthUrl: z.string(),
  })
  .register(z.globalRegistry, { id: 'TotpEnrolment' });
export type TotpEnrolment = z.infer<typeof TotpEnrolment>;

export const ConfirmTotp = z
  .strictObject({ code: z.string().check(z.overwrite(plainCode), z.trim(), z.regex(/^\d{6}$/)) })
  .register(z.globalRegistry, { id: 'ConfirmTotp' });
export type ConfirmTotp = z.infer<typeof ConfirmTotp>;

/** Shown this once. Each replaces one code of the app, once. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) }).register(z.globalRegistry, { id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
