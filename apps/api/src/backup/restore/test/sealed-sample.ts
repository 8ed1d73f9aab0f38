import { Injectable } from '@nestjs/common';
import type { BackupCheck } from '#contracts/backup/backup.js';
import { declaredTables } from '#platform/database/declared/declared-tables.js';
import { RecordCheck, type RecordState } from '#platform/keyring/health/record-check.js';
import type { SourceTable } from '../../make/backup-source.js';
import { LoadRepository } from '../load/load.repository.js';

/** Values of each sealed column that are opened. */
const perColumn = 3;

/** Opens some of what was loaded with the keys of the installation: rows that are whole and cannot be read would restore nothing. */
@Injectable()
export class SealedSample {
  constructor(private readonly records: RecordCheck) {}

  async check(ownerUrl: string, tables: readonly SourceTable[]): Promise<BackupCheck> {
    const found = new Map<RecordState, number>();
    const broken = new Set<string>();
    await LoadRepository.on(ownerUrl, async (database) => {
      for (const { table, column } of sealedColumns(tables)) {
        for (const { row, sealed } of await database.sealedValues(table, column, perColumn)) {
          const state = await this.records.of({ table: table.name, column, row }, sealed);
          found.set(state, (found.get(state) ?? 0) + 1);
          if (state === 'broken') broken.add(`${table.name}.${column}`);
        }
      }
    });
    return { name: 'sealed-values', passed: broken.size === 0, message: inWords(found, [...broken]) };
  }
}

/** A sealed value is bound to the first column of its row's key (`row` of its place). */
function sealedColumns(tables: readonly SourceTable[]): { table: SourceTable; column: string }[] {
  const columnsOf = new Map(declaredTables().map(({ table, columns }) => [table, columns]));
  return tables.flatMap((table) =>
    Object.entries(columnsOf.get(table.name) ?? {})
      .filter(([, columnClass]) => columnClass === 'sealed')
      .map(([column]) => ({ table, column })),
  );
}

function inWords(found: ReadonlyMap<RecordState, number>, broken: readonly string[]): string {
  if (broken.length > 0) return `These encrypted values can’t be decrypted: ${broken.join(', ')}.`;
  const withoutKey = found.get('without-key') ?? 0;
  const rest = withoutKey === 0 ? '' : ` ${withoutKey} more belong to destroyed keys.`;
  return `${found.get('opens') ?? 0} encrypted values were decrypted.${rest}`;
}
