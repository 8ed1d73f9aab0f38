import * as z from 'zod/mini';
import { IdentityCheck, Reason, PersonRef } from '../approvals.js';
import { DisplayName, Password, Username } from '../auth.js';
import { Id, PageQuery, Timestamp, pageOf, sortBy } from '../../common.js';
import { Role, type Role as RoleName } from './roles.js';

/** Roles that see or decide what concerns others: granting one takes two people. */
export const privilegedRoles: readonly RoleName[] = ['compliance_officer', 'admin'];

export const User = z
  .object({
    id: Id,
    username: z.string(),
    displayName: z.string(),
    role: Role,
    state: z.enum(['active', 'disabled']),
    /** Whether the person has taken the account over: false until a first password was chosen. */
    hasPassword: z.boolean(),
    mfaEnrolled: z.boolean(),
    isOwner: z.boolean(),
    /** Present and true when the names do not open. */
    damaged: z.optional(z.boolean()),
    createdAt: Timestamp,
    lastSignedInAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'User' });
export type User = z.infer<typeof User>;

export const UserList = pageOf(User).register(z.globalRegistry, { id: 'UserList' });
export type UserList = z.infer<typeof UserList>;

/** `q` is found in user names and names. A page may hold fewer than `limit` although more follow. */
export const UserQuery = z.extend(PageQuery, {
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  role: z.optional(Role),
  state: z.optional(z.enum(['active', 'disabled'])),
  /** People who never signed in come last with `-signed-in`. Names are sealed, so a database cannot sort by them. */
  sort: sortBy('-created', 'created', '-signed-in', 'signed-in'),
});
export type UserQuery = z.infer<typeof UserQuery>;

/** The account begins as external_client or operations_team; more than that is granted afterwards, by two people. */
export const CreateUser = z
  .strictObject({
    username: Username,
    displayName: DisplayName,
    role: z._default(z.enum(['external_client', 'operations_team']), 'external_client'),
  })
  .register(z.globalRegistry, { id: 'CreateUser' });
export type CreateUser = z.infer<typeof CreateUser>;

/** Where a person chooses a password, once. Shown to the administrator once, to be handed over. */
export const ResetLink = z
  .object({ path: z.string(), token: z.string(), expiresAt: Timestamp })
  .register(z.globalRegistry, { id: 'ResetLink' });
export type ResetLink = z.infer<typeof ResetLink>;

export const CreatedUser = z.extend(User, { link: ResetLink }).register(z.globalRegistry, { id: 'CreatedUser' });
export type CreatedUser = z.infer<typeof CreatedUser>;

export const ChangeUser = z
  .strictObject({
    role: z.optional(Role),
    displayName: z.optional(DisplayName),
    reason: z.optional(Reason),
  })
  .check(
    z.refine((change) => change.role !== undefined || change.displayName !== undefined, { error: 'contains no change' }),
    z.refine((change) => change.role === undefined || change.reason !== undefined, {
      error: 'is required to change a role',
      path: ['reason'],
    }),
  )
  .register(z.globalRegistry, { id: 'ChangeUser' });
export type ChangeUser = z.infer<typeof ChangeUser>;

export const ActOnUser = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'ActOnUser' });
export type ActOnUser = z.infer<typeof ActOnUser>;

/** For a person who lost their second factors: why, and how the administrator verified the identity. */
export const ResetMfa = z
  .strictObject({ reason: Reason, identityCheck: IdentityCheck })
  .register(z.globalRegistry, { id: 'ResetMfa' });
export type ResetMfa = z.infer<typeof ResetMfa>;

export const EndedSessions = z.object({ ended: z.int() }).register(z.globalRegistry, { id: 'EndedSessions' });
export type EndedSessions = z.infer<typeof EndedSessions>;

export const ResetPassword = z
  .strictObject({ token: z.string().check(z.minLength(20), z.maxLength(100)), newPassword: Password })
  .register(z.globalRegistry, { id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const RoleRequest = z
  .object({
    id: Id,
    person: PersonRef,
    role: Role,
    reason: z.string(),
    state: z.enum(['pending', 'approved', 'denied', 'withdrawn']),
    createdAt: Timestamp,
    decidedBy: z.nullable(PersonRef),
    decidedAt: z.nullable(Timestamp),
    decisionReason: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'RoleRequest' });
export type RoleRequest = z.infer<typeof RoleRequest>;

export const RoleRequestList = pageOf(RoleRequest).register(z.globalRegistry, { id: 'RoleRequestList' });
export type RoleRequestList = z.infer<typeof RoleRequestList>;

/** `mine`: one's own only, also for those who decide and else see all. */
export const RoleRequestQuery = z.extend(PageQuery, {
  mine: z._default(z.enum(['true', 'false']), 'false'),
  state: z.optional(z.enum(['pending', 'decided'])),
  sort: sortBy('-asked', 'asked'),
});
export type RoleRequestQuery = z.infer<typeof RoleRequestQuery>;

export const AskForRole = z
  .strictObject({ role: z.enum(['operations_team', 'compliance_officer', 'admin']), reason: Reason })
  .register(z.globalRegistry, { id: 'AskForRole' });
export type AskForRole = z.infer<typeof AskForRole>;
