import type { SessionEnd } from './idle/idle.rules.js';

/** Why somebody who was signed in is now on the sign-in page. */
export type SignOutReason = SessionEnd | 'signed-out' | 'elsewhere' | 'password-changed';
