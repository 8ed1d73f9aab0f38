import * as z from 'zod/mini';
import { Id, Timestamp } from '../common.js';

export const evidenceFormat = 'chatman.evidence-manifest';

/** `manifest.json` of an evidence pack; `manifest.note` signs its SHA-256 with the key of the audit log. */
export const EvidenceManifest = z
  .object({
    format: z.literal(evidenceFormat),
    version: z.literal(1),
    id: Id,
    createdAt: Timestamp,
    product: z.string(),
    /** What was asked for evidence, and the code of the failure where it gave none. */
    sources: z.array(z.object({ words: z.string(), failed: z.boolean() })),
    files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
  })
  .register(z.globalRegistry, { id: 'EvidenceManifest' });
export type EvidenceManifest = z.infer<typeof EvidenceManifest>;
