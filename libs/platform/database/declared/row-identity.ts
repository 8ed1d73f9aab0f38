import { collectionOwner, subjectOwner, type Owner } from '../../keyring/keys/owner.js';
import { subjectOf } from './declarations.js';
import { tableOf, type Entity } from './entity-columns.js';

/** Whose key seals a row, by what its table declares. */
export function ownerOf<Row extends object>(entity: Entity<Row>, row: Partial<Row>): Owner {
  const subject = subjectOf(entity);
  if (subject?.kind !== 'user' && subject?.kind !== 'collection')
    throw new Error(`${tableOf(entity).name} says neither whose key seals its rows, nor was a key given.`);
  const property = tableOf(entity).columns.find(({ name }) => name === subject.column)?.property ?? subject.column;
  const id = (row as Record<string, unknown>)[property];
  if (typeof id !== 'string')
    throw new Error(`A row of ${tableOf(entity).name} is sealed for its ${property}, which is missing.`);
  return subject.kind === 'user' ? subjectOwner(id) : collectionOwner(id);
}

/** The column with the subject of a row; null where its table has it elsewhere. */
export function subjectColumnOf(entity: object): string | null {
  const subject = subjectOf(entity);
  return subject && 'column' in subject ? subject.column : null;
}

/** The primary key as part of the record context. */
export function keyOf<Row extends object>(entity: Entity<Row>, row: Partial<Row>): string {
  const keys = tableOf(entity).columns.filter(({ isKey }) => isKey);
  const value = (row as Record<string, unknown>)[keys[0]?.property ?? ''];
  if (keys.length !== 1 || typeof value !== 'string')
    throw new Error(`A sealed value of ${tableOf(entity).name} needs the one primary key of its row.`);
  return value;
}
