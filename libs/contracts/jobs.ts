import * as z from 'zod/mini';
import { Id, PageQuery, Timestamp, pageOf } from './common.js';
import { ProblemDocument } from './problem.js';

export const JobState = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

const Count = z.number().check(z.int(), z.minimum(0));

/** How far a job is. `total` is null until it is known. */
export const JobProgress = z.object({ done: Count, total: z.nullable(Count), unit: z.string() });
export type JobProgress = z.infer<typeof JobProgress>;

/** Work that outlives the request that started it. It survives a restart; `GET /events` announces changes by id. */
export const Job = z
  .object({
    id: Id,
    /** `room.verb`, such as `knowledge.ingest`. */
    kind: z.string(),
    state: JobState,
    /** Null before the first step is known. */
    progress: z.nullable(JobProgress),
    /** What it is doing, in words without content; null when it does nothing. */
    message: z.nullable(z.string()),
    /** What came of it; null unless it completed with one. */
    result: z.nullable(z.record(z.string(), z.unknown())),
    /** Why it failed; null unless it did. */
    problem: z.nullable(z.omit(ProblemDocument, { requestId: true })),
    /** The document, collection or other thing that it is about; null where there is none. */
    objectId: z.nullable(Id),
    createdAt: Timestamp,
    startedAt: z.nullable(Timestamp),
    finishedAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'Job' });
export type Job = z.infer<typeof Job>;

/** Newest first. */
export const JobPage = pageOf(Job).register(z.globalRegistry, { id: 'JobPage' });
export type JobPage = z.infer<typeof JobPage>;

export const JobQuery = z.extend(PageQuery, {
  state: z.optional(JobState),
  kind: z.optional(z.string().check(z.regex(/^[a-z-]+\.[a-z-]+$/), z.maxLength(60))),
  object: z.optional(Id),
});
export type JobQuery = z.infer<typeof JobQuery>;
