/** Milliseconds by which the clocks of provider and Chat Man may differ. */
export const clocksDifferBy = 30_000;

export type StepUpFault = 'other-session' | 'other-identity' | 'auth-time-missing' | 'auth-time-old' | 'auth-time-ahead';

interface Confirmation {
  /** Who began it, in which session, and when. */
  readonly begun: { readonly userId: string; readonly sessionId: string; readonly begunAt: Date };
  /** Who asks for what came of it. */
  readonly actor: { readonly id: string; readonly sessionId: string | null };
  /** The account of the identity that the provider returned; null where it belongs to none. */
  readonly holder: string | null;
  readonly authenticatedAt: Date | null;
  readonly now: Date;
}

/**
 * Why the provider's token is no proof of identity now; null when it is one. Its time is compared with the beginning of the attempt,
 * not with now: the person may spend a while at the provider after typing the password. And a clock that is ahead would make an
 * old sign-in look new.
 */
export function stepUpFault({ begun, actor, holder, authenticatedAt, now }: Confirmation): StepUpFault | null {
  if (begun.userId !== actor.id || begun.sessionId !== actor.sessionId) return 'other-session';
  if (holder !== actor.id) return 'other-identity';
  if (authenticatedAt === null) return 'auth-time-missing';
  // `auth_time` has whole seconds.
  if (authenticatedAt.getTime() + 1_000 <= begun.begunAt.getTime() - clocksDifferBy) return 'auth-time-old';
  return authenticatedAt.getTime() > now.getTime() + clocksDifferBy ? 'auth-time-ahead' : null;
}
