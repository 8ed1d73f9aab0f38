import type { Actor } from '#platform/access/actor.js';
import { processingRestricted } from './chat.errors.js';

/** Refuses what would process a person's data while its processing is restricted (GDPR Art. 18); reading goes on. */
export function refuseIfRestricted(actor: Actor): void {
  if (actor.restricted) throw processingRestricted();
}
