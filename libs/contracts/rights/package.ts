import * as z from 'zod/mini';
import { Id, Timestamp } from '../common.js';
import { RequestType } from './requests.js';

export const personalDataFormat = 'chatman.personal-data';
export const personalDataVersion = 1;

/** `data.json` of a package: every row about the person, by table. */
export const PersonalData = z
  .object({
    format: z.literal(personalDataFormat),
    version: z.literal(personalDataVersion),
    right: RequestType,
    collectedAt: Timestamp,
    subject: z.object({ id: Id, username: z.string(), displayName: z.string() }),
    tables: z.array(
      z.object({
        table: z.string(),
        purpose: z.string(),
        legalBasis: z.string(),
        retention: z.string(),
        rows: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'PersonalData' });
export type PersonalData = z.infer<typeof PersonalData>;

/** `manifest.json` of a package; `manifest.note` signs its SHA-256. */
export const PackageManifest = z
  .object({
    format: z.literal('chatman.personal-data-manifest'),
    version: z.literal(1),
    requestId: Id,
    createdAt: Timestamp,
    files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
  })
  .register(z.globalRegistry, { id: 'PackageManifest' });
export type PackageManifest = z.infer<typeof PackageManifest>;

/** For whom a package is encrypted (age-encryption.org/v1): with a passphrase that is handed over another way, or for a public key. */
export const EncryptPackage = z
  .strictObject({
    passphrase: z.optional(z.string().check(z.minLength(15), z.maxLength(200))),
    recipient: z.optional(z.string().check(z.regex(/^age1[a-z0-9]{20,3000}$/, { error: 'must be a public key of age (age1…)' }))),
  })
  .check(
    z.refine(({ passphrase, recipient }) => (passphrase === undefined) !== (recipient === undefined), {
      error: 'needs either a passphrase or a recipient',
    }),
  )
  .register(z.globalRegistry, { id: 'EncryptPackage' });
export type EncryptPackage = z.infer<typeof EncryptPackage>;
