import type { Role } from '#contracts/roles.js';

/** A role as a person calls it. */
export const roleWords: Readonly<Record<Role, string>> = {
  external_client: 'Client',
  operations_team: 'Operations team',
  compliance_officer: 'Compliance officer',
  admin: 'Administrator',
};
