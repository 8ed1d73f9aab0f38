import { getMetadataArgsStorage } from 'typeorm';
import { declarationsOf, type TableDeclaration } from './declarations.js';

/** Every table that loaded code declares, whether or not this process maps its entity. */
export function declaredTables(): TableDeclaration[] {
  const { tables, columns } = getMetadataArgsStorage();
  const entities = tables.map(({ target, schema, name }) => ({
    target,
    tablePath: `${schema}.${name}`,
    columns: columns
      .filter((column) => column.target === target)
      .map(({ propertyName, options }) => ({ propertyName, databaseName: options.name ?? propertyName })),
  }));
  return declarationsOf(entities).tables;
}

/** How each of them goes into backups. */
export function declaredBackups(): Pick<TableDeclaration, 'table' | 'backup'>[] {
  return declaredTables().map(({ table, backup }) => ({ table, backup }));
}
