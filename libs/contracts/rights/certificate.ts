import * as z from 'zod/mini';
import { Id } from '../common.js';

/** A certificate of an installation about its own acts, as `chatman verify-certificate` checks it. `note` signs everything but itself and `key`. */
export const SignedCertificate = z
  .object({
    format: z.literal('chatman.certificate'),
    version: z.literal(1),
    kind: z.enum(['retention', 'erasure', 'access-review']),
    id: Id,
    /** What was done, without content or names. */
    body: z.record(z.string(), z.unknown()),
    note: z.string(),
    key: z.string(),
  })
  .register(z.globalRegistry, { id: 'SignedCertificate' });
export type SignedCertificate = z.infer<typeof SignedCertificate>;
