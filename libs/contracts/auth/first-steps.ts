import * as z from 'zod/mini';
import { PersonRef } from './approvals.js';
import { Timestamp } from '../common.js';

/** What an administrator sees to before an installation is relied on, in this order. */
export const FirstStepName = z.enum([
  'master-password-saved',
  'model-connected',
  'backup-elsewhere',
  'second-administrator',
  'second-factor',
]);
export type FirstStepName = z.infer<typeof FirstStepName>;

/** Steps away from this machine: only a person can confirm that they are done. */
export const ConfirmedFirstStep = z.enum(['master-password-saved', 'backup-elsewhere']);
export type ConfirmedFirstStep = z.infer<typeof ConfirmedFirstStep>;

export const FirstStep = z.object({
  name: FirstStepName,
  done: z.boolean(),
  /** Who confirmed it, and when; null where it is detected, and before it is confirmed. */
  confirmed: z.nullable(z.object({ at: Timestamp, by: PersonRef })),
});
export type FirstStep = z.infer<typeof FirstStep>;

export const FirstSteps = z
  .object({
    items: z.array(FirstStep),
    /** Whether the person who asks has put the list away. */
    dismissed: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'FirstSteps' });
export type FirstSteps = z.infer<typeof FirstSteps>;
