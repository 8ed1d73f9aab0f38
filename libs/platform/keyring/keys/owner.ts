import { isUuid } from '../../ids.js';

/** Whose a data key is. */
export interface Owner {
  readonly kind: 'subject' | 'collection' | 'purpose';
  /** The id of the user or collection, or the name of the purpose. */
  readonly name: string;
}

const PURPOSE = /^[a-z][a-z0-9.:-]{0,99}$/;

/** Purposes under this prefix only have secrets derived from them; nothing is sealed under them and they are not rotated. */
const DERIVED = 'secret.';

export function subjectOwner(userId: string): Owner {
  return { kind: 'subject', name: checkedUuid(userId) };
}

export function collectionOwner(collectionId: string): Owner {
  return { kind: 'collection', name: checkedUuid(collectionId) };
}

export function purposeOwner(name: string): Owner {
  if (!PURPOSE.test(name) || name.startsWith(DERIVED)) {
    throw new RangeError(
      `"${name}" cannot name a purpose of sealing: lower-case letters, digits, ".", ":" and "-", not under "${DERIVED}".`,
    );
  }
  return { kind: 'purpose', name };
}

/** The owner of the key that secrets for `use` are derived from. */
export function derivedOwner(use: string): Owner {
  if (!PURPOSE.test(use)) throw new RangeError(`"${use}" cannot name a use of a secret.`);
  return { kind: 'purpose', name: DERIVED + use };
}

/** Whether the key may get new versions. What hangs on a derived secret (blind indexes, peppered hashes) could not follow. */
export function isRotatable(owner: Owner): boolean {
  return owner.kind !== 'purpose' || !owner.name.startsWith(DERIVED);
}

/** The owner as part of the record context. */
export function ownerText(owner: Owner): string {
  return `${owner.kind}:${owner.name}`;
}

/** Two spellings of one id would be two owners, so only PostgreSQL's spelling passes. */
function checkedUuid(id: string): string {
  if (!isUuid(id)) throw new RangeError(`"${id}" is not a UUID in lower case.`);
  return id;
}
