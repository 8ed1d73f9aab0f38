import { Injectable } from '@nestjs/common';
import type { RetentionClass } from '#contracts/retention/retention.js';
import { Settings } from '../config/settings/settings.js';
import { Database } from '../database/database.js';
import { defaultDays, settingOf } from './retention-classes.js';

/** How long each class of data is kept: what officers decided, and before that the settings. */
@Injectable()
export class RetentionPeriods {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  /** Days; null: until what it belongs to goes. */
  async daysOf(retention: RetentionClass): Promise<number | null> {
    return (await this.all()).get(retention) ?? null;
  }

  /** Of all classes. */
  async all(): Promise<ReadonlyMap<RetentionClass, number | null>> {
    const decided = await this.database.query<{ class: RetentionClass; days: number | null }>(
      'SELECT DISTINCT ON (class) class, days FROM retention.policy_version WHERE collection_id IS NULL ORDER BY class, id DESC',
    );
    const periods = new Map<RetentionClass, number | null>();
    for (const each of Object.keys(defaultDays) as RetentionClass[]) periods.set(each, this.byDefault(each));
    for (const { class: each, days } of decided) if (days !== null) periods.set(each, days);
    return periods;
  }

  /** Days of collections that have a period of their own, by id. */
  async ofCollections(): Promise<ReadonlyMap<string, number>> {
    const decided = await this.database.query<{ collection: string; days: number | null }>(
      `SELECT DISTINCT ON (collection_id) collection_id AS collection, days FROM retention.policy_version
        WHERE collection_id IS NOT NULL ORDER BY collection_id, id DESC`,
    );
    return new Map(decided.flatMap(({ collection, days }) => (days === null ? [] : [[collection, days]])));
  }

  /** What the settings say, for a class without a decision. */
  byDefault(retention: RetentionClass): number | null {
    const key = settingOf(retention);
    return key === null ? defaultDays[retention] : this.settings.numberAt(key);
  }
}
