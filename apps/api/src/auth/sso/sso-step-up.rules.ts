/** Milliseconds by which the clocks of provider and Chat Man may differ. */
export const clocksDifferBy = 30_000;

export type StepUpFault = 'other-session' | 'other-identity' | 'auth-time-missing' | 'auth-time-old' | 'auth-time-ahead';

interface Confirmation {
  /** Who began it, in which session, and when. */
  readonly begun: { readonly userId: string; readonly sessionId: string; readonly begunAt: Date };
  /** Who asks for what came of it. */
  readonly actor: { readonly id: string; readonly sessionId: string | null };
  /** Whose the identity is with which the provider answered; null where it is nobody's here. */
  readonly holder: string | null;
  readonly authenticatedAt: Date | null;
  readonly now: Date;
}

/**
 * Why a provider's word is no proof of who somebody is at this moment; null when it is one. Its word is taken against the beginning,
 * not against now: whoever has typed their password there may still have a page to read. And a clock that is ahead would make an
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
