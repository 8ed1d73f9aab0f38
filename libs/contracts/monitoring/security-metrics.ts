import * as z from 'zod/mini';
import { Role } from '../auth/people/roles.js';

const Count = z.number().check(z.int(), z.minimum(0));

/** `GET /security/metrics`: numbers of the last minutes, and of feedback by day. Nobody is named. */
export const SecurityMetrics = z
  .object({
    /** Length of the window that the counts are of. */
    windowMinutes: Count,
    activeSessions: Count,
    signIns: z.object({ succeeded: Count, failed: Count }),
    lockedAccounts: Count,
    rateLimited: Count,
    denials: Count,
    backupRestores: Count,
    openAlerts: Count,
    questions: z.object({ byRole: z.record(Role, Count) }),
    feedback: z.object({
      up: Count,
      down: Count,
      /** The last 30 days, oldest first. */
      trend: z.array(z.object({ day: z.iso.date(), up: Count, down: Count })),
    }),
  })
  .register(z.globalRegistry, { id: 'SecurityMetrics' });
export type SecurityMetrics = z.infer<typeof SecurityMetrics>;
