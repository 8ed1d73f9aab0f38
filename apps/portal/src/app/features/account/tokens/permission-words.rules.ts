import type { Permission } from '#contracts/auth/people/roles.js';

const words: Readonly<Partial<Record<Permission, string>>> = {
  'account:own': 'See and change your own account',
  'chat:converse': 'Have conversations as you',
  'knowledge:read': 'Search and ask the knowledge base',
  'knowledge:manage': 'Manage collections and documents',
  'models:manage': 'Manage models',
  'insights:read': 'See usage figures',
  'people:find': 'Find colleagues by name',
  'users:manage': 'Manage accounts',
  'roles:decide': 'Decide role requests',
  'approvals:decide': 'Approve as the second person',
  'settings:read': 'Read settings',
  'settings:change': 'Change settings',
  'monitoring:read': 'Read monitoring and alerts',
  'alerts:acknowledge': 'Acknowledge alerts',
  'metrics:read': 'Read metrics',
  'backup:read': 'See backups',
  'backup:create': 'Make and verify backups',
  'backup:restore': 'Request a restore',
  'audit:read': 'Read the audit log',
  'audit:count': 'See the number of audit events',
  'retention:read': 'See retention',
  'retention:change': 'Change retention',
  'retention:run': 'Run retention',
  'holds:manage': 'Manage legal holds',
  'rights:exercise': 'Exercise your privacy rights',
  'rights:handle': 'Handle privacy requests',
  'incidents:handle': 'Handle incidents',
};

/** A permission as a person reads it; its own name where there are no better words. */
export function permissionWords(permission: Permission): string {
  return words[permission] ?? permission;
}
