import * as z from 'zod/mini';
import { Timestamp } from '../common.js';
import { RightsRequest } from './requests.js';

/** The whole case, as one shows it to a supervisory authority. */
export const Dossier = z
  .object({
    format: z.literal('chatman.rights-dossier'),
    version: z.literal(1),
    printedAt: Timestamp,
    request: RightsRequest,
    /** Of the period, by the calendar of this time zone. */
    timeZone: z.string(),
    /** Of an erasure; null where there is none. */
    certificate: z.nullable(z.string()),
    /** Of an erasure that a legal hold kept in part, from before the rest was erased. */
    partCertificate: z.nullable(z.string()),
    /** The signed state of the audit log, which has an event for each step. */
    checkpoint: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'Dossier' });
export type Dossier = z.infer<typeof Dossier>;
