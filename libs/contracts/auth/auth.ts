import * as z from 'zod/mini';
import { plainCode } from '../codes.js';
import { Id, Timestamp } from '../common.js';
import { displayNameFault, tidyDisplayName, tidyUsername, usernameFault, type NameFault } from './people/names.js';
import { Assertion } from './factors/passkeys.js';
import { Role } from './people/roles.js';

/** 3 to 64 characters (2 of Chinese, Japanese or Korean): letters and digits of any script, and `._@+-`; compared without regard to case. */
export const Username = z
  .string()
  .check(z.overwrite(tidyUsername), refusing(usernameFault, { from: 'at least 3 characters', to: 'at most 64 characters' }));

/** What a person is called: 1 to 100 characters of any script, none of them invisible. */
export const DisplayName = z
  .string()
  .check(
    z.overwrite(tidyDisplayName),
    refusing(displayNameFault, { from: 'at least 1 character', to: 'at most 100 characters' }),
  );

function refusing(faultIn: (name: string) => NameFault | null, lengths: { readonly from: string; readonly to: string }) {
  return z.superRefine<string>((name, context) => {
    const fault = faultIn(name);
    if (fault !== null) context.addIssue({ code: 'custom', message: wordsFor(fault, lengths), input: name });
  });
}

function wordsFor(fault: NameFault, { from, to }: { readonly from: string; readonly to: string }): string {
  switch (fault) {
    case 'too-short':
      return `must have ${from}`;
    case 'too-long':
      return `must have ${to}`;
    case 'unseen':
      return 'contains an invisible character, or one that changes the writing direction';
    case 'characters':
      return 'contains a character that isn’t allowed in a name at that position';
  }
}

/** A code of the second factor or a recovery code, as it was typed. */
const SecondFactorCode = z.string().check(z.overwrite(plainCode), z.minLength(6), z.maxLength(32));

/** Any characters; the length bound keeps hashing cheap. What makes a password good enough is `passwordWeakness`. */
export const Password = z.string().check(z.minLength(1), z.maxLength(256));

export const SignIn = z
  .strictObject({
    /** In the spelling that was typed; what cannot be part of a name is refused, since Chat Man itself counts under such names. */
    username: z.optional(z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^\P{Cc}+$/u))),
    password: Password,
    /** The second factor, where there is one: a code, or the answer of a passkey to `POST /auth/passkeys/request`. */
    code: z.optional(SecondFactorCode),
    passkey: z.optional(Assertion),
  })
  .register(z.globalRegistry, { id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

/** After single sign-on, the step of this site: with a code or passkey where the account has a second factor here. */
export const FinishSso = z
  .strictObject({ code: z.optional(SecondFactorCode), passkey: z.optional(Assertion) })
  .register(z.globalRegistry, { id: 'FinishSso' });
export type FinishSso = z.infer<typeof FinishSso>;

export const SignedInUser = z
  .object({
    id: Id,
    username: z.string(),
    displayName: z.string(),
    role: Role,
    /** The password was handed out (master password at the first start, a reset): it must be changed before anything else. */
    mustChangePassword: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'SignedInUser' });
export type SignedInUser = z.infer<typeof SignedInUser>;

export const SignedIn = z
  .object({ success: z.literal(true), message: z.literal('Authentication successful'), user: SignedInUser })
  .register(z.globalRegistry, { id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

export const Register = z
  .strictObject({ username: Username, password: Password, displayName: DisplayName })
  .register(z.globalRegistry, { id: 'Register' });
export type Register = z.infer<typeof Register>;

/** The same whether the name was free or taken: registering does not reveal accounts. */
export const Registered = z
  .object({
    success: z.literal(true),
    message: z.string(),
    user: z.object({ username: z.string(), displayName: z.string(), role: Role }),
  })
  .register(z.globalRegistry, { id: 'Registered' });
export type Registered = z.infer<typeof Registered>;

export const SetUp = z
  .strictObject({
    code: z.string().check(z.overwrite(plainCode), z.trim(), z.toUpperCase(), z.regex(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)),
    username: Username,
    password: Password,
    displayName: z.optional(DisplayName),
  })
  .register(z.globalRegistry, { id: 'SetUp' });
export type SetUp = z.infer<typeof SetUp>;

export const ChangePassword = z
  .strictObject({ currentPassword: Password, newPassword: Password })
  .register(z.globalRegistry, { id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const Session = z
  .object({ id: Id, device: z.string(), startedAt: Timestamp, lastActionAt: Timestamp, current: z.boolean() })
  .register(z.globalRegistry, { id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SessionList = z
  .object({ items: z.array(Session), nextCursor: z.null() })
  .register(z.globalRegistry, { id: 'SessionList' });
export type SessionList = z.infer<typeof SessionList>;

/**
 * Step-up before something that cannot be undone: by password, by a code of the second factor, or by a passkey. With
 * `auth.assurance` asvs-2 by all factors together: a password with one of the others, where there is one, or a passkey that was verified by
 * PIN or finger. `GET /auth/step-up` lists the methods.
 */
export const StepUp = z
  .strictObject({
    password: z.optional(Password),
    code: z.optional(SecondFactorCode),
    passkey: z.optional(Assertion),
  })
  .check(z.refine(isProof, { error: 'send a password, a code or a passkey, or a password together with one of the others' }))
  .register(z.globalRegistry, { id: 'StepUp' });
export type StepUp = z.infer<typeof StepUp>;

function isProof({ password, ...others }: { readonly password?: unknown; readonly code?: unknown; readonly passkey?: unknown }) {
  const count = Object.values(others).filter((each) => each !== undefined).length;
  return count === 1 || (count === 0 && password !== undefined);
}

/** Step-up methods. `sso`: at the provider of single sign-on (`POST /auth/sso/start`, purpose `step-up`). */
export const ProofKind = z.enum(['passkey', 'code', 'password', 'sso']);
export type ProofKind = z.infer<typeof ProofKind>;

export const StepUpProofs = z
  .object({
    proofs: z.array(ProofKind),
    /** How the provider of single sign-on is called, where it is one of them. */
    provider: z.nullable(z.string()),
    /**
     * The missing factors, where it takes all of them (`auth.assurance`): `all`, which is the password or single sign-on, with
     * a code or passkey where there is one, or a passkey alone; or `second`, after a recent single sign-on.
     */
    together: z.optional(z.enum(['all', 'second'])),
  })
  .register(z.globalRegistry, { id: 'StepUpProofs' });
export type StepUpProofs = z.infer<typeof StepUpProofs>;

/** `complete`: false when the provider gave its word and a second factor has to follow (`POST /auth/step-up`) before `validUntil`. */
export const SteppedUp = z
  .object({ complete: z.boolean(), validUntil: Timestamp })
  .register(z.globalRegistry, { id: 'SteppedUp' });
export type SteppedUp = z.infer<typeof SteppedUp>;
