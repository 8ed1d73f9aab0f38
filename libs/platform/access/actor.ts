import type { Permission, Role } from '#contracts/auth/people/roles.js';

/** Who acts: a signed-in person, or a token in a person's name. Without the names, which stay sealed for all but the few calls that show them. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly permissions: ReadonlySet<Permission>;
  readonly mustChangePassword: boolean;
  /** Whether a second factor has to be enrolled before anything else that the role allows. */
  readonly owesSecondFactor?: boolean;
  /** GDPR Art. 18: may read and exercise rights, but nothing is processed. */
  readonly restricted: boolean;
  /** The credential: exactly one of the two is set. */
  readonly sessionId: string | null;
  readonly tokenId: string | null;
}
