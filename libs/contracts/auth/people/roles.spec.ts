import { describe, expect, it } from 'vitest';
import { Role, decidingPermissions, decidingRoles, permissions, permissionsOfRole, roleMay } from './roles.js';

describe('roles', () => {
  it('leave no permission without a role', () => {
    const held = new Set(Role.options.flatMap((role) => permissionsOfRole[role]));
    expect(permissions.filter((permission) => !held.has(permission))).toEqual([]);
  });

  it('separate reading the audit log from running the system', () => {
    expect(roleMay('admin', 'audit:read')).toBe(false);
    expect(roleMay('compliance_officer', 'audit:read')).toBe(true);
    expect(roleMay('compliance_officer', 'settings:change')).toBe(false);
    expect(roleMay('compliance_officer', 'users:manage')).toBe(false);
  });

  it('let only those who decide or grant be the second person', () => {
    const decide = Role.options.filter((role) => decidingPermissions.some((permission) => roleMay(role, permission)));
    expect(decide).toEqual(decidingRoles);
  });

  it('give a client nothing but their own', () => {
    expect([...permissionsOfRole.external_client].sort()).toEqual([
      'account:own',
      'chat:converse',
      'knowledge:read',
      'rights:exercise',
    ]);
  });
});
