import 'express-session';

/** What a session row says about whose it is; `auth.session` generates its columns from it. */
export interface SessionOwner {
  /** The session's public id, by which its owner lists and ends it. The secret one is the cookie's. */
  readonly sessionId: string;
  readonly userId: string;
  readonly device: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
}

declare module 'express-session' {
  interface SessionData {
    /** Passport's place. */
    passport?: { readonly user?: SessionOwner };
  }
}
