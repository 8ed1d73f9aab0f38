/** What the tables of the log itself have in common: nothing in them names a person, and they stay. */
export const ofTheLog = {
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'data',
} as const;
