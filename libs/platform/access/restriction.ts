import { problem } from '../http/problem.js';
import type { Actor } from './actor.js';

export const processingRestricted = problem(
  'forbidden',
  'processing-restricted',
  'Processing of your data is restricted (GDPR Art. 18). You can read and export it, and end the restriction under My data.',
);

/** Refuses what would process a person's data while its processing is restricted (GDPR Art. 18); reading goes on. */
export function refuseIfRestricted(actor: Pick<Actor, 'restricted'>): void {
  if (actor.restricted) throw processingRestricted();
}
