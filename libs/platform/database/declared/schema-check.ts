import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { jobSchema } from '../../jobs/job-schema.js';
import { printedType } from './column-types.rules.js';
import { declarationsOf, type TableDeclaration } from './declarations.js';
import { columnOf, type Entity } from './entity-columns.js';

/** The tables of the job queue belong to pg-boss, which changes them as it likes; the one that holds payloads is declared. */
const foreign = jobSchema;

/** Compares the database, in every schema, with the declarations: an undeclared table or column is a defect. */
@Injectable()
export class SchemaCheck {
  constructor(private readonly dataSource: DataSource) {}

  /** Every declared table; the data inventory, export, erasure and backup follow it. */
  declarations(): TableDeclaration[] {
    return declarationsOf(this.mapped()).tables;
  }

  /** What is wrong, in words: undeclared tables and columns, and declarations of what does not exist. Empty when all fits. */
  async faults(): Promise<string[]> {
    const { tables, undeclared } = declarationsOf(this.mapped());
    const actual = await this.actualColumns();
    const declared = new Map(tables.map((table) => [table.table, table]));
    const faults = undeclared.map((name) => `${name} carries no declaration`);
    if (declared.size < tables.length) faults.push(...twice(tables));
    const mappedTypes = this.mappedTypes();
    for (const [table, columns] of actual) {
      const declaration = declared.get(table);
      if (!declaration) faults.push(`${table} is in the database and declared nowhere`);
      else faults.push(...compare(declaration, columns), ...otherTypes(table, mappedTypes.get(table), columns));
    }
    for (const table of declared.keys()) {
      if (!actual.has(table) && !table.startsWith(`${foreign}.`)) faults.push(`${table} is declared and not in the database`);
    }
    return faults;
  }

  private mapped() {
    return this.dataSource.entityMetadatas;
  }

  /** The types that entities say, by table and column; tables of libraries, declared by name, say none. */
  private mappedTypes(): Map<string, ReadonlyMap<string, string>> {
    return new Map(
      this.mapped().map(({ target, tablePath, columns }) => [
        tablePath,
        new Map(
          columns.map(({ propertyName, databaseName, type, precision, isArray, isNullable }) => {
            const own = columnOf(target as Entity<object>, propertyName).type;
            return [databaseName, printedType({ type: own ?? type, precision, isArray, isNullable })];
          }),
        ),
      ]),
    );
  }

  private async actualColumns(): Promise<Map<string, Map<string, string>>> {
    const rows = await this.dataSource.query<{ table: string; column: string; type: string }[]>(
      `SELECT n.nspname || '.' || c.relname AS "table", a.attname AS "column",
              format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END AS type
         FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', $1)
          AND c.relkind IN ('r', 'p', 'm', 'f') AND NOT c.relispartition`,
      [foreign],
    );
    const tables = new Map<string, Map<string, string>>();
    for (const row of rows) tables.set(row.table, (tables.get(row.table) ?? new Map<string, string>()).set(row.column, row.type));
    return tables;
  }
}

function twice(tables: readonly TableDeclaration[]): string[] {
  const names = tables.map(({ table }) => table);
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is declared twice`);
}

function compare(declaration: TableDeclaration, actual: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  for (const [column, type] of actual) {
    const columnClass = declaration.columns[column];
    if (!columnClass) faults.push(`${declaration.table}.${column} is in the database and declared nowhere`);
    if (columnClass === 'sealed' && !/^bytea\b/.test(type))
      faults.push(`${declaration.table}.${column} is declared sealed and is not bytea`);
  }
  for (const column of Object.keys(declaration.columns)) {
    if (!actual.has(column)) faults.push(`${declaration.table}.${column} is declared and not in the database`);
  }
  return faults;
}

function otherTypes(
  table: string,
  expected: ReadonlyMap<string, string> | undefined,
  actual: ReadonlyMap<string, string>,
): string[] {
  return [...(expected ?? [])].flatMap(([column, type]) => {
    const found = actual.get(column);
    return found === undefined || found === type
      ? []
      : [`${table}.${column} is declared ${type}, and is ${found} in the database`];
  });
}
