import { Injectable } from '@nestjs/common';
import type { ClassPreview, PreviewRetention, RetentionPreview } from '#contracts/retention/retention.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Expiries, type Expiry } from '#platform/retention/expiry.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';
import { RetentionSettings } from '../retention.settings.js';
import { cutoffOf } from './run.rules.js';

/** Days that a preview looks ahead. */
const horizon = 30;

/** What a run would remove now, and day by day from then on: counts and dates, no content. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly expiries: Expiries,
    private readonly periods: RetentionPeriods,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async preview({ days: other = {} }: PreviewRetention = {}): Promise<RetentionPreview> {
    const now = this.clock.now();
    const periods = await this.periods.all();
    const items: ClassPreview[] = [];
    for (const { declaration, expiry } of this.expiries.all()) {
      const days = other[declaration.retention] ?? periods.get(declaration.retention) ?? null;
      if (days === null) continue;
      const about = { class: declaration.retention, object: declaration.object, days };
      items.push({ ...about, ...(await this.counted(expiry, cutoffOf(now, days))) });
    }
    return { at: now.toISOString(), enabled: this.settings.of(RetentionSettings).enabled, items };
  }

  private async counted(expiry: Expiry, cutoff: Date): Promise<Omit<ClassPreview, 'class' | 'object' | 'days'>> {
    const { oldest, newest, ...counts } = await expiry.due(cutoff);
    const until = cutoffOf(cutoff, -horizon);
    const upcoming = await expiry.startedBetween(cutoff, until);
    return {
      cutoff: cutoff.toISOString(),
      ...counts,
      oldest: oldest?.toISOString() ?? null,
      newest: newest?.toISOString() ?? null,
      upcoming,
    };
  }
}
