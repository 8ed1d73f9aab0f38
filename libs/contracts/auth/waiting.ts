import * as z from 'zod/mini';

const Count = z.number().check(z.int(), z.minimum(0));

/** What waits for the person who asks, as numbers alone; what a role cannot decide counts as nothing. */
export const Waiting = z
  .object({
    /** Own notices that are unread. */
    notices: Count,
    /** Approvals that the person can decide: requested by others, not to the person's own advantage. */
    approvals: Count,
    /** Role requests of others. */
    roleRequests: Count,
    /** Alerts that nobody has acknowledged. */
    alerts: Count,
  })
  .register(z.globalRegistry, { id: 'Waiting' });
export type Waiting = z.infer<typeof Waiting>;
