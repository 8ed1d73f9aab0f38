import type { Role } from '#contracts/auth/people/roles.js';

export { roleWords } from '#contracts/auth/people/roles.js';

/** What a role is for, in one sentence. */
export const roleMeaning: Readonly<Record<Role, string>> = {
  external_client: 'Asks questions. Sees the collections open to clients.',
  operations_team: 'Works with all staff collections, manages documents and sees query volume.',
  compliance_officer: 'Reads the audit log and handles data subject requests, retention and incidents. Can’t read conversations.',
  admin: 'Manages accounts, models, backups and settings. Can’t read other people’s conversations.',
};
