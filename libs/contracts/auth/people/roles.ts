import * as z from 'zod/mini';

/** Everything that a person, a token or a job may be allowed to do. The map below is the only place that grants. */
export const permissions = [
  'account:own',
  'chat:converse',
  'knowledge:read',
  'knowledge:manage',
  'models:manage',
  'insights:read',
  'people:find',
  'users:manage',
  'roles:decide',
  'approvals:decide',
  'settings:read',
  'settings:change',
  'monitoring:read',
  'alerts:acknowledge',
  'metrics:read',
  'backup:read',
  'backup:create',
  'backup:restore',
  'audit:read',
  'audit:count',
  'retention:read',
  'retention:change',
  'retention:run',
  'holds:manage',
  'rights:exercise',
  'rights:handle',
  'incidents:handle',
  'access:review',
] as const;

export const Permission = z.enum(permissions);
export type Permission = z.infer<typeof Permission>;

export const Role = z.enum(['external_client', 'operations_team', 'compliance_officer', 'admin']);
export type Role = z.infer<typeof Role>;

/** A role as people call it. */
export const roleWords: Readonly<Record<Role, string>> = {
  external_client: 'Client',
  operations_team: 'Operations team',
  compliance_officer: 'Compliance officer',
  admin: 'Administrator',
};

const everybody: readonly Permission[] = ['account:own', 'chat:converse', 'knowledge:read', 'rights:exercise'];

/**
 * Which role holds which permission. The portal shares this map to decide what it shows; the API decides what it does.
 * No role may read another person's conversations: there is no permission for it.
 */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  external_client: everybody,
  operations_team: [...everybody, 'knowledge:manage', 'insights:read', 'people:find'],
  compliance_officer: [
    ...everybody,
    'people:find',
    'approvals:decide',
    'monitoring:read',
    'alerts:acknowledge',
    'metrics:read',
    'backup:read',
    'audit:read',
    'audit:count',
    'retention:read',
    'retention:change',
    'retention:run',
    'holds:manage',
    'rights:handle',
    'incidents:handle',
    'access:review',
  ],
  admin: [
    ...everybody,
    'knowledge:manage',
    'models:manage',
    'insights:read',
    'people:find',
    'users:manage',
    'roles:decide',
    'approvals:decide',
    'settings:read',
    'settings:change',
    'monitoring:read',
    'alerts:acknowledge',
    'metrics:read',
    'backup:read',
    'backup:create',
    'backup:restore',
    'audit:count',
    'retention:read',
    'incidents:handle',
    'access:review',
  ],
};

/** Who works for the organisation: everybody but its clients. */
export const staffRoles: readonly Role[] = Role.options.filter((role) => permissionsOfRole[role].includes('people:find'));

/** Permissions to decide requests of others, to grant, or to issue and remove credentials: a change under one of them takes a step-up. */
export const decidingPermissions: readonly Permission[] = ['approvals:decide', 'roles:decide', 'users:manage'];

/** Roles that may be the second person. Their holders are deciders. */
export const decidingRoles: readonly Role[] = Role.options.filter((role) => permissionsOfRole[role].includes('approvals:decide'));

export function roleMay(role: Role, permission: Permission): boolean {
  return permissionsOfRole[role].includes(permission);
}
