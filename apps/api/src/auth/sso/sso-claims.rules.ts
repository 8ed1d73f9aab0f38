import * as z from 'zod/mini';
import { DisplayName, Username } from '#contracts/auth/auth.js';
import { Role } from '#contracts/auth/people/roles.js';

/** What Chat Man takes from a provider's claims. */
export const SsoIdentity = z.object({
  issuer: z.string(),
  subject: z.string(),
  /** Null where the claims hold no name that an account can have. */
  username: z.nullable(z.string()),
  displayName: z.nullable(z.string()),
  /** Null where no claim speaks of roles: then Chat Man alone decides. */
  role: z.nullable(z.enum(['external_client', 'operations_team'])),
  /** A role beyond that, which people here have to grant. */
  asksFor: z.nullable(z.enum(['compliance_officer', 'admin'])),
});
export type SsoIdentity = z.infer<typeof SsoIdentity>;

export interface ClaimNames {
  readonly usernameClaim: string;
  readonly displayNameClaim: string;
  readonly roleClaim: string | null;
  readonly roles: Readonly<Record<string, Role>>;
}

/** Reads an identity out of claims whose signature, issuer and audience were checked. Null without a usable subject. */
export function identityIn(claims: Readonly<Record<string, unknown>>, names: ClaimNames): SsoIdentity | null {
  const { iss, sub } = claims;
  if (typeof iss !== 'string' || typeof sub !== 'string' || sub === '' || sub.length > 255) return null;
  const username = z.safeParse(Username, claims[names.usernameClaim]);
  const displayName = z.safeParse(DisplayName, claims[names.displayNameClaim]);
  return {
    issuer: iss,
    subject: sub,
    username: username.success ? username.data : null,
    displayName: displayName.success ? displayName.data : null,
    ...rolesIn(names.roleClaim === null ? null : claims[names.roleClaim], names),
  };
}

/**
 * The role of the first values that the settings map. A provider grants `operations_team` at most; a higher one
 * becomes a request. A value that only resembles a role grants nothing.
 */
function rolesIn(claim: unknown, { roleClaim, roles }: ClaimNames): Pick<SsoIdentity, 'role' | 'asksFor'> {
  if (roleClaim === null) return { role: null, asksFor: null };
  const values = (Array.isArray(claim) ? claim : [claim]).filter((value) => typeof value === 'string');
  const mapped = new Set(values.flatMap((value) => (Object.hasOwn(roles, value) ? [roles[value]!] : [])));
  const asksFor = mapped.has('admin') ? 'admin' : mapped.has('compliance_officer') ? 'compliance_officer' : null;
  return { role: mapped.has('operations_team') || asksFor !== null ? 'operations_team' : 'external_client', asksFor };
}

/** The role that an account gets at a sign-in, or null when it stays: what people here have granted beyond `operations_team` is not the provider's to take. */
export function roleToFollow(current: Role, claimed: SsoIdentity['role']): SsoIdentity['role'] {
  if (claimed === null || claimed === current) return null;
  return current === 'external_client' || current === 'operations_team' ? claimed : null;
}
