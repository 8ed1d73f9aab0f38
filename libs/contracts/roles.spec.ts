import { describe, expect, it } from 'vitest';
import { Role, decidingPermissions, decidingRoles, permissions, permissionsOfRole, roleMay } from './roles.js';

describe('roles', () => {
  it('leave no permission that nobody holds', () => {
    const held = new Set(Role.options.flatMap((role) => permissionsOfRole[role]));
    expect(permissions.filter((permission) => !held.has(permission))).toEqual([]);
  });

  it('keep reading the audit log apart from running the system', () => {
    expect(roleMay('admin', 'audit:read')).toBe(false);
    expect(roleMay('compliance_officer', 'audit:read')).toBe(true);
    expect(roleMay('compliance_officer', 'settings:change')).toBe(false);
    expect(roleMay('compliance_officer', 'users:manage')).toBe(false);
  });

  it('let whoever decides or grants be the second person, and nobody else', () => {
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
