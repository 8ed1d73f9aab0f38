import { getMetadataArgsStorage } from 'typeorm';
import { tableOf, type Entity } from './entity-columns.js';
import { sealedFormatsOf } from './sealed-columns.js';

/** A table with sealed columns, as its entity declares it. */
export interface SealedTable {
  readonly name: string;
  /** The first column of its key, to which its records are bound. */
  readonly key: string;
  /** Whether that column alone names a row. */
  readonly isKeyWhole: boolean;
  readonly columns: readonly string[];
}

/** Every table with sealed columns that loaded code declares, whether or not this process maps its entity. */
export function sealedTables(): SealedTable[] {
  return getMetadataArgsStorage()
    .tables.flatMap(({ target }) => {
      const sealed = new Set(sealedFormatsOf(target as object).keys());
      if (sealed.size === 0) return [];
      const { name, columns } = tableOf(target as Entity<object>);
      const [key, ...others] = columns.filter(({ isKey }) => isKey);
      if (!key) throw new Error(`invariant: ${name} seals values and has no primary key`);
      const sealedColumns = columns.filter(({ property }) => sealed.has(property)).map((each) => each.name);
      return [{ name, key: key.name, isKeyWhole: others.length === 0, columns: sealedColumns }];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
