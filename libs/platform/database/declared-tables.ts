import { getMetadataArgsStorage } from 'typeorm';
import { declarationsOf, type TableDeclaration } from './declarations.js';

/** How each table that loaded code declares goes into backups, whether or not this process maps its entity. */
export function declaredBackups(): Pick<TableDeclaration, 'table' | 'backup'>[] {
  const entities = getMetadataArgsStorage().tables.map(({ target, schema, name }) => ({
    target,
    tablePath: `${schema}.${name}`,
    columns: [],
  }));
  return declarationsOf(entities).tables.map(({ table, backup }) => ({ table, backup }));
}
