import * as z from 'zod/mini';
import { Id, Timestamp } from '../common.js';
import { Permission, Role } from './people/roles.js';

/** Who is signed in. In a file of its own, as what the portal reads at its start is: nothing more is made ready there. */
export const Me = z
  .object({
    id: Id,
    username: z.string(),
    displayName: z.string(),
    role: Role,
    permissions: z.array(Permission),
    mfa: z.object({
      /** Whether signing in takes a second factor: an authenticator app, passkeys, or both. */
      enrolled: z.boolean(),
      required: z.boolean(),
      app: z.boolean(),
      passkeys: z.int(),
      /** Recovery codes that are left. */
      recoveryCodes: z.int(),
    }),
    mustChangePassword: z.boolean(),
    /** Processing of this person's data is restricted (GDPR Art. 18): read only. */
    restricted: z.boolean(),
    session: z.nullable(z.object({ idleExpiresAt: Timestamp, absoluteExpiresAt: Timestamp })),
  })
  .register(z.globalRegistry, { id: 'Me' });
export type Me = z.infer<typeof Me>;
