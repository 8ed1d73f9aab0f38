import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/transactions.js';
import { Log } from '../logging/log.js';
import { InvalidSettings, type MergedSetting } from './settings-merge.js';
import { Settings } from './settings.js';

/** The overrides of the admin panel: kept in the database, merged into the settings in force. */
@Injectable()
export class SettingOverrides implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  /** Takes over what the database says; an override that no longer fits the schema is reported and left out of force. */
  async reload(): Promise<void> {
    const overrides = await this.all();
    try {
      this.settings.override(overrides);
    } catch (error) {
      if (!(error instanceof InvalidSettings)) throw error;
      this.log.error('setting overrides do not fit and are not in force', { faults: error.faults.length });
    }
  }

  async all(): Promise<Map<string, unknown>> {
    const rows = await this.database.query<{ key: string; value: unknown }>('SELECT key, value FROM platform.setting_override');
    return new Map(rows.map((row) => [row.key, row.value]));
  }

  /** Sets values, or with null takes overrides back; answers all settings as they will be. Throws `InvalidSettings` before anything is written. */
  async change(tx: Tx, changes: ReadonlyMap<string, unknown>, changedBy: string): Promise<readonly MergedSetting[]> {
    const next = await this.all();
    for (const [key, value] of changes) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    const merged = this.settings.preview(next);
    for (const [key, value] of changes) {
      if (value === null) await tx.query('DELETE FROM platform.setting_override WHERE key = $1', [key]);
      else
        await tx.query(
          `INSERT INTO platform.setting_override (key, value, changed_by) VALUES ($1, $2, $3)
           ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by, changed_at = now()`,
          [key, JSON.stringify(value), changedBy],
        );
    }
    tx.afterCommit(() => this.settings.override(next));
    return merged;
  }
}
