import * as z from 'zod/mini';
import { Id, lineOfText } from '../common.js';

/** A name as Ollama's library and registries write it, such as `llama3.2:3b` or `hf.co/owner/model:Q4_K_M`. */
export const ModelName = lineOfText({ min: 1, max: 200 }).check(
  z.regex(/^[\w][\w.-]*(?:\/[\w][\w.-]*)*(?::[\w][\w.-]*)?$/, 'is not the name of a model'),
);

export const PullModel = z.strictObject({ name: ModelName }).register(z.globalRegistry, { id: 'PullModel' });
export type PullModel = z.infer<typeof PullModel>;

/** The job says how far the download is; it can be cancelled, and another pull of the same model goes on where it ended. */
export const ModelPullStarted = z.object({ job: z.object({ id: Id }) }).register(z.globalRegistry, { id: 'ModelPullStarted' });
export type ModelPullStarted = z.infer<typeof ModelPullStarted>;

/** `GET /chat/models/pulls`: which model a download is of, newest first. The job itself is at `GET /jobs/:id`. */
export const ModelPulls = z
  .object({ items: z.array(z.object({ job: z.object({ id: Id }), model: z.string() })) })
  .register(z.globalRegistry, { id: 'ModelPulls' });
export type ModelPulls = z.infer<typeof ModelPulls>;
