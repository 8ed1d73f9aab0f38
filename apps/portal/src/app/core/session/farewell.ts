import type { SessionEnd } from './idle.rules.js';

/** Why somebody stands at the sign-in page who was inside before. */
export type Farewell = SessionEnd | 'signed-out' | 'elsewhere' | 'password-changed';
