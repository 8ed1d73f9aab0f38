import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { OfSubject } from './held-data.rules.js';

/** How much is held about a person. Tables and columns are those that declarations name. */
@Injectable()
export class HeldDataRepository {
  constructor(private readonly database: Database) {}

  /** By table. */
  async counts(subjectId: string, tables: readonly OfSubject[]): Promise<ReadonlyMap<string, number>> {
    if (tables.length === 0) return new Map();
    const each = tables.map(
      ({ table, column }, index) => `SELECT ${index} AS place, count(*)::int AS rows FROM ${table} WHERE ${column}::text = $1`,
    );
    const rows = await this.database.query<{ place: number; rows: number }>(each.join(' UNION ALL '), [subjectId]);
    return new Map(rows.map(({ place, rows: count }) => [tables[place]!.table, count]));
  }
}
