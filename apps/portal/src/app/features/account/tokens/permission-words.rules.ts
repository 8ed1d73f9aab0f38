import type { Permission } from '#contracts/auth/people/roles.js';

const words: Readonly<Partial<Record<Permission, string>>> = {
  'account:own': $localize`See and change your own account`,
  'chat:converse': $localize`Have conversations as you`,
  'knowledge:read': $localize`Search and ask the knowledge base`,
  'knowledge:manage': $localize`Manage collections and documents`,
  'models:manage': $localize`Manage models`,
  'insights:read': $localize`See usage figures`,
  'people:find': $localize`Find colleagues by name`,
  'users:manage': $localize`Manage accounts`,
  'roles:decide': $localize`Decide role requests`,
  'approvals:decide': $localize`Approve as the second person`,
  'settings:read': $localize`Read settings`,
  'settings:change': $localize`Change settings`,
  'monitoring:read': $localize`Read monitoring and alerts`,
  'alerts:acknowledge': $localize`Acknowledge alerts`,
  'metrics:read': $localize`Read metrics`,
  'backup:read': $localize`See backups`,
  'backup:create': $localize`Make and verify backups`,
  'backup:restore': $localize`Request a restore`,
  'audit:read': $localize`Read the audit log`,
  'audit:count': $localize`See the number of audit events`,
  'retention:read': $localize`See retention`,
  'retention:change': $localize`Change retention`,
  'retention:run': $localize`Run retention`,
  'holds:manage': $localize`Manage legal holds`,
  'rights:exercise': $localize`Exercise your privacy rights`,
  'rights:handle': $localize`Handle privacy requests`,
  'incidents:handle': $localize`Handle incidents`,
  'access:review': $localize`Review access`,
};

/** A permission as a person reads it; its own name where there are no better words. */
export function permissionWords(permission: Permission): string {
  return words[permission] ?? permission;
}
