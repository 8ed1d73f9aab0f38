import type { Role } from '#contracts/roles.js';

export { roleWords } from '#contracts/roles.js';

/** What a role is for, in one sentence. */
export const roleMeaning: Readonly<Record<Role, string>> = {
  external_client: 'Asks questions and sees the collections that are open to clients.',
  operations_team: 'Works with the collections for staff, manages documents and sees how much is asked.',
  compliance_officer: 'Reads the audit log and handles privacy requests, retention and incidents. Cannot read conversations.',
  admin: 'Manages accounts, models, backups and settings. Cannot read other people’s conversations.',
};
