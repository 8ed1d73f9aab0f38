import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Notices } from '../../database/notices.js';
import type { Tx } from '../../database/transactions.js';
import { errorName } from '../../logging/error-name.js';
import { Log } from '../../logging/log.js';
import { asOverrides, fittingOverrides, selectOverrides, type OverrideRow } from './kept-overrides.js';
import type { MergedSetting } from './settings-merge.js';
import { Settings } from './settings.js';

export interface SettingsChange {
  readonly before: readonly MergedSetting[];
  readonly after: readonly MergedSetting[];
}

const channel = 'settings';
/** Advisory lock of those who change settings: each builds on what the one before left ("sett" as a number). */
const changeLock = 0x73657474;

/** The overrides of the admin panel: kept in the database, merged into the settings in force on every instance. */
@Injectable()
export class SettingOverrides implements OnModuleInit {
  private loading: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly notices: Notices,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.load();
    this.notices.subscribe(channel, { onNotification: () => this.loadAgain(), onGap: () => this.loadAgain() });
  }

  /**
   * Sets values, or with null takes overrides back; answers all settings as they were and as every instance will have them once `tx`
   * commits. The values
   * must fit (`Settings.misfits`): throws `InvalidSettings` otherwise, before anything is written.
   */
  async change(tx: Tx, changes: ReadonlyMap<string, unknown>, changedBy: string): Promise<SettingsChange> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [changeLock]);
    const next = fittingOverrides(asOverrides((await tx.query(selectOverrides)) as OverrideRow[]), this.settings, this.log);
    const before = this.settings.preview(next);
    for (const [key, value] of changes) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    const after = this.settings.preview(next);
    for (const [key, value] of changes) await this.keep(tx, key, value, changedBy);
    await Notices.say(tx, channel);
    tx.afterCommit(() => this.settings.override(next)); // immediately here; other instances are notified
    return { before, after };
  }

  private async keep(tx: Tx, key: string, value: unknown, changedBy: string): Promise<void> {
    if (value === null) {
      await tx.query('DELETE FROM platform.setting_override WHERE key = $1', [key]);
      return;
    }
    await tx.query(
      `INSERT INTO platform.setting_override (key, value, changed_by) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by, changed_at = now()`,
      [key, JSON.stringify(value), changedBy],
    );
  }

  /** One after the other, so that an older reading never overtakes a newer one. */
  private loadAgain(): void {
    this.loading = this.loading
      .then(() => this.load())
      .catch((error: unknown) => this.log.warn('setting overrides could not be reloaded', { error: errorName(error) }));
  }

  private async load(): Promise<void> {
    const rows = await this.database.query<OverrideRow>(selectOverrides);
    this.settings.override(fittingOverrides(asOverrides(rows), this.settings, this.log));
  }
}
