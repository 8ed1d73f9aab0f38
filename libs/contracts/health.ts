import * as z from 'zod/mini';

export const CheckStatus = z.enum(['pass', 'warn', 'fail']);
export type CheckStatus = z.infer<typeof CheckStatus>;

export const Live = z.object({ status: z.literal('ok') }).register(z.globalRegistry, { id: 'Live' });
export const Ready = z.object({ status: z.literal('ready') }).register(z.globalRegistry, { id: 'Ready' });

/** `GET /health/detailed`: no versions, paths or figures, since everybody may read it. */
export const HealthReport = z
  .object({
    healthy: z.boolean(),
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    checks: z.record(z.string(), z.object({ status: CheckStatus, message: z.string() })),
  })
  .register(z.globalRegistry, { id: 'HealthReport' });
export type HealthReport = z.infer<typeof HealthReport>;
