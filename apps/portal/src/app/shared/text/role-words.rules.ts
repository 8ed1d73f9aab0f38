import type { Role } from '#contracts/auth/people/roles.js';

export const roleWords: Readonly<Record<Role, string>> = {
  external_client: $localize`Client`,
  operations_team: $localize`Operations team`,
  compliance_officer: $localize`Compliance officer`,
  admin: $localize`Administrator`,
};

/** What a role is for, in one sentence. */
export const roleMeaning: Readonly<Record<Role, string>> = {
  external_client: $localize`Asks questions. Sees the collections open to clients.`,
  operations_team: $localize`Works with all staff collections, manages documents and sees query volume.`,
  compliance_officer: $localize`Reads the audit log and handles data subject requests, retention and incidents. Can’t read conversations.`,
  admin: $localize`Manages accounts, models, backups and settings. Can’t read other people’s conversations.`,
};
