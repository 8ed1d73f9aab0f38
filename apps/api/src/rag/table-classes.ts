/** What the tables of this room have in common. */
export const knowledge = {
  dataClass: 'knowledge',
  legalBasis: 'legitimate-interest',
  retention: 'knowledge',
  erasure: 'cascade',
  backup: 'data',
} as const;

export const inCollection = { subject: { kind: 'collection', column: 'collection_id' } } as const;

/** Rows that belong to a row which says the collection; its key seals them too. */
export const inAnotherRow = { subject: { kind: 'none' } } as const;
