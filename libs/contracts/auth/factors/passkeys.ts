import * as z from 'zod/mini';
import { Id, Timestamp, lineOfText } from '../../common.js';

const base64url = (most: number) => z.string().check(z.minLength(1), z.maxLength(most), z.regex(/^[A-Za-z0-9_-]+$/));
const CredentialId = base64url(1_364);

/** What browsers and their libraries add of their own to an answer. Nothing of it is believed. */
const surroundings = {
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.optional(z.nullable(z.enum(['platform', 'cross-platform']))),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};

/** An authenticator's answer to a request for a new passkey (WebAuthn Level 3, RegistrationResponseJSON). */
export const NewCredential = z
  .strictObject({
    ...surroundings,
    response: z.strictObject({
      clientDataJSON: base64url(8_192),
      attestationObject: base64url(32_768),
      authenticatorData: z.optional(base64url(16_384)),
      transports: z.optional(z.array(z.string().check(z.maxLength(32))).check(z.maxLength(10))),
      publicKeyAlgorithm: z.optional(z.int()),
      publicKey: z.optional(base64url(8_192)),
    }),
  })
  .register(z.globalRegistry, { id: 'NewCredential' });
export type NewCredential = z.infer<typeof NewCredential>;

/** An authenticator's answer to a request to prove itself (AuthenticationResponseJSON). */
export const Assertion = z
  .strictObject({
    ...surroundings,
    response: z.strictObject({
      clientDataJSON: base64url(8_192),
      authenticatorData: base64url(16_384),
      signature: base64url(8_192),
      userHandle: z.optional(z.nullable(base64url(128))),
    }),
  })
  .register(z.globalRegistry, { id: 'Assertion' });
export type Assertion = z.infer<typeof Assertion>;

const parameters = z.array(z.object({ type: z.literal('public-key'), alg: z.int() }));
const descriptors = z.array(z.object({ id: z.string(), type: z.literal('public-key') }));

/** For `navigator.credentials.create`, in the JSON that browsers parse (PublicKeyCredentialCreationOptionsJSON). */
export const PasskeyCreation = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: parameters,
    timeout: z.int(),
    excludeCredentials: descriptors,
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.literal(true),
      userVerification: z.literal('preferred'),
    }),
    attestation: z.literal('none'),
  })
  .register(z.globalRegistry, { id: 'PasskeyCreation' });
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

export const AddPasskey = z
  .strictObject({ name: lineOfText({ min: 1, max: 100 }), credential: NewCredential })
  .register(z.globalRegistry, { id: 'AddPasskey' });
export type AddPasskey = z.infer<typeof AddPasskey>;

export const RenamePasskey = z
  .strictObject({ name: lineOfText({ min: 1, max: 100 }) })
  .register(z.globalRegistry, { id: 'RenamePasskey' });
export type RenamePasskey = z.infer<typeof RenamePasskey>;

export const Passkey = z
  .object({ id: Id, name: z.string(), createdAt: Timestamp, lastUsedAt: z.nullable(Timestamp) })
  .register(z.globalRegistry, { id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

/** `recoveryCodes`: with the first second factor, shown this once; null later. */
export const AddedPasskey = z
  .extend(Passkey, { recoveryCodes: z.nullable(z.array(z.string())) })
  .register(z.globalRegistry, { id: 'AddedPasskey' });
export type AddedPasskey = z.infer<typeof AddedPasskey>;

export const PasskeyList = z
  .object({ items: z.array(Passkey), nextCursor: z.null() })
  .register(z.globalRegistry, { id: 'PasskeyList' });
export type PasskeyList = z.infer<typeof PasskeyList>;

export const SignInByPasskey = z.strictObject({ passkey: Assertion }).register(z.globalRegistry, { id: 'SignInByPasskey' });
export type SignInByPasskey = z.infer<typeof SignInByPasskey>;
