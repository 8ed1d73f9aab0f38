import { Inject, Injectable } from '@nestjs/common';
import type { SettingChange, SettingHistory, SettingHistoryQuery } from '#contracts/settings.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import { shownValue } from '#platform/config/environment/shown-address.js';
import type { SettingsChange } from '#platform/config/settings/setting-overrides.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Ids } from '#platform/ids.js';
import type { SettingChanges } from './protected-settings.js';
import type { SettingChangeRow } from './setting-change.entity.js';
import { SettingHistoryRepository } from './setting-history.repository.js';

/** Who decided on a change, and why. */
export interface ChangedBy {
  readonly requestedBy: string;
  /** Null where it took one person. */
  readonly approvedBy: string | null;
  readonly reason?: string | undefined;
}

@Injectable()
export class SettingHistoryService {
  constructor(
    private readonly history: SettingHistoryRepository,
    @Inject(PEOPLE) private readonly people: People,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async record(tx: Tx, wanted: SettingChanges, { before, after }: SettingsChange, by: ChangedBy): Promise<void> {
    const old = new Map(before.map(({ key, value }) => [key, value]));
    const rows = after
      .filter(({ key }) => key in wanted)
      .map(({ key, value }) => ({
        id: this.ids.next(),
        key,
        valueBefore: shownValue(old.get(key) ?? null),
        valueAfter: shownValue(value),
        isReset: wanted[key] === null,
        requestedBy: by.requestedBy,
        approvedBy: by.approvedBy,
        reason: by.reason ?? null,
        changedAt: this.clock.now(),
      }));
    await this.history.add(tx, rows);
  }

  async list(query: SettingHistoryQuery): Promise<SettingHistory> {
    const page = await readPage(query, byId, (after, most) => this.history.page(query.key ?? null, after, most));
    return shownPage(page, (change) => this.shown(change));
  }

  private async shown(row: SettingChangeRow): Promise<SettingChange> {
    return {
      id: row.id,
      key: row.key,
      from: row.valueBefore,
      to: row.valueAfter,
      isReset: row.isReset,
      requestedBy: await this.people.of(row.requestedBy),
      approvedBy: row.approvedBy === null ? null : await this.people.of(row.approvedBy),
      reason: row.reason,
      changedAt: row.changedAt.toISOString(),
    };
  }
}
