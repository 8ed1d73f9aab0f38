import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { SettingChangeRow } from './setting-change.entity.js';

const columns = columnsOf(SettingChangeRow);

@Injectable()
export class SettingHistoryRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async add(tx: Tx, changes: readonly NewRow<SettingChangeRow>[]): Promise<void> {
    await this.rows.insertAll(tx, SettingChangeRow, changes);
  }

  /** Newest first, after the one with the id `after`; of one setting where `key` names it. */
  async page(key: string | null, after: string | null, limit: number): Promise<Shown<SettingChangeRow>[]> {
    const stored = await this.database.query<Stored<SettingChangeRow>>(
      `SELECT ${columns} FROM platform.setting_change
        WHERE ($1::text IS NULL OR key = $1) AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [key, after, limit],
    );
    return this.rows.shown(SettingChangeRow, stored);
  }
}
