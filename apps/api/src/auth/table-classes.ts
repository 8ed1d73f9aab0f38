/** What most tables of this room have in common; each says the rest itself. */
const ofOnePerson = { subject: { kind: 'user', column: 'user_id' }, erasure: 'delete' } as const;

/** Belongs to an account as long as there is one, and comes back with a backup. */
export const withTheAccount = { ...ofOnePerson, legalBasis: 'contract', retention: 'account', backup: 'data' } as const;

/** Worth something for minutes or hours; a backup would only bring back what is over. */
export const forAWhile = {
  ...ofOnePerson,
  dataClass: 'security',
  legalBasis: 'contract',
  retention: 'session',
  backup: 'none',
} as const;
