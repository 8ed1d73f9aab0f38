import { Injectable } from '@nestjs/common';
import type { ClassPreview, PreviewRetention, RetentionPreview } from '#contracts/retention/retention.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { RetentionSettings } from '../retention.settings.js';
import { RetentionScopes, type TimedScope } from './retention-scopes.js';
import { cutoffOf } from './run.rules.js';

/** Days that a preview looks ahead. */
const horizon = 30;

/** What a run would remove now, and day by day from then on: counts and dates, no content. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly scopes: RetentionScopes,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async preview(other: PreviewRetention = {}): Promise<RetentionPreview> {
    const now = this.clock.now();
    const items: ClassPreview[] = [];
    for (const timed of await this.scopes.inForce(other)) {
      const { retention, object, collection, days } = timed;
      items.push({ class: retention, object, collection, days, ...(await this.counted(timed, cutoffOf(now, days))) });
    }
    return { at: now.toISOString(), enabled: this.settings.of(RetentionSettings).enabled, items };
  }

  private async counted(
    { expiry, scope }: TimedScope,
    cutoff: Date,
  ): Promise<Omit<ClassPreview, 'class' | 'object' | 'collection' | 'days'>> {
    const { oldest, newest, ...counts } = await expiry.due(cutoff, scope);
    const until = cutoffOf(cutoff, -horizon);
    const upcoming = await expiry.startedBetween(cutoff, until, scope);
    return {
      cutoff: cutoff.toISOString(),
      ...counts,
      oldest: oldest?.toISOString() ?? null,
      newest: newest?.toISOString() ?? null,
      upcoming,
    };
  }
}
