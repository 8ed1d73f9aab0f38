import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from '#platform/database/database.js';
import type { TableDeclaration } from '#platform/database/declared/declarations.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, tableOf, type Entity } from '#platform/database/declared/entity-columns.js';
import { Keyring } from '#platform/keyring/keyring.js';

const atOnce = 500;

export type OpenedRow = Readonly<Record<string, unknown>>;

/** The rows about a person in any declared table, opened, without secrets. */
@Injectable()
export class SubjectRowsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keyring: Keyring,
  ) {}

  async *of(subjectId: string, declaration: TableDeclaration): AsyncGenerator<OpenedRow> {
    if (declaration.subject.kind !== 'user') return;
    const { column } = declaration.subject;
    const entity = this.entityOf(declaration.table);
    const select = entity
      ? columnsOf(entity, undefined, { without: withheld(entity, declaration) as never })
      : plainColumns(declaration);
    const key = entity ? singleKey(entity) : null;
    let last: unknown = null;
    for (;;) {
      const rows = await this.database.query<Record<string, unknown>>(
        `SELECT ${select} FROM ${declaration.table} WHERE ${column} = $1
            ${key !== null && last !== null ? `AND ${key.name} > $2` : ''}
          ${key === null ? '' : `ORDER BY ${key.name} LIMIT ${atOnce}`}`,
        key !== null && last !== null ? [subjectId, last] : [subjectId],
      );
      const reader = await this.keyring.readerForSubject(subjectId);
      const opened = entity ? await this.rows.shown(entity, rows as unknown as Stored<object>[], { reader }) : rows;
      for (const row of opened) yield withoutMark(row as Record<string, unknown>);
      if (key === null || rows.length < atOnce) return;
      last = rows.at(-1)![key.property];
    }
  }

  private entityOf(table: string): Entity<object> | null {
    const metadata = this.dataSource.entityMetadatas.find(({ tablePath }) => tablePath === table);
    return (metadata?.target as Entity<object> | undefined) ?? null;
  }
}

/** Secrets, and what outlives the person: its texts are sealed for the installation, and concern others too. */
function withheld(entity: Entity<object>, { columns, erasure }: TableDeclaration): string[] {
  return tableOf(entity)
    .columns.filter(({ name }) => columns[name] === 'secret' || (columns[name] === 'sealed' && erasure === 'pseudonymous'))
    .map(({ property }) => property);
}

function plainColumns({ columns }: TableDeclaration): string {
  return Object.entries(columns)
    .filter(([, columnClass]) => columnClass === 'personal')
    .map(([name]) => name)
    .join(', ');
}

function singleKey(entity: Entity<object>) {
  const keys = tableOf(entity).columns.filter(({ isKey }) => isKey);
  return keys.length === 1 ? keys[0]! : null;
}

function withoutMark({ isDamaged, ...row }: Record<string, unknown>): OpenedRow {
  return { ...row, ...(isDamaged === true ? { damaged: true } : {}) };
}
