import * as z from 'zod/mini';

/** How the model is to write in one conversation. What is left out is as the settings say, and nothing exceeds what they allow. */
export const Parameters = z
  .strictObject({
    /** 0 always takes the most likely word. */
    temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2))),
    /** Longest answer, in tokens. */
    maxTokens: z.optional(z.number().check(z.int(), z.minimum(16), z.maximum(131_072))),
    /** The same seed and the same question give the same answer, with models that honour it. */
    seed: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(2_147_483_647))),
  })
  .register(z.globalRegistry, { id: 'Parameters' });
export type Parameters = z.infer<typeof Parameters>;

/** What the settings say, and the longest answer that they allow. */
export const ParameterLimits = z.object({ temperature: z.number(), maxTokens: z.number() });
export type ParameterLimits = z.infer<typeof ParameterLimits>;
