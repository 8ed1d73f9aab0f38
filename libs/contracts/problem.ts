import * as z from 'zod/mini';

/** RFC 9457 problem document; the body of every answer with a status of 400 or more. `code` is stable, `detail` is safe to show. */
export const ProblemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    /** For those who may read legal holds: the ones that forbid it. */
    holds: z.optional(z.array(z.string())),
    errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  })
  .register(z.globalRegistry, { id: 'Problem' });
export type ProblemDocument = z.infer<typeof ProblemDocument>;
