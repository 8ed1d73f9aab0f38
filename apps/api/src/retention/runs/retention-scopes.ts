import { Injectable } from '@nestjs/common';
import type { RetentionClass } from '#contracts/retention/retention.js';
import { Expiries, type Expiry, type Scope, type ScopedCollection } from '#platform/retention/expiry.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';

/** What has one period: a class, or a collection of it. */
export interface TimedScope {
  readonly retention: RetentionClass;
  readonly object: string;
  readonly expiry: Expiry;
  readonly collection: ScopedCollection | null;
  readonly scope: Scope;
  readonly days: number;
}

/** Periods to try out instead of those in force. */
export interface OtherPeriods {
  readonly days?: Partial<Readonly<Record<RetentionClass, number>>> | undefined;
  readonly collections?: Readonly<Record<string, number>> | undefined;
}

/** What retention removes, with the period of each part: collections with their own, and the rest of their class. */
@Injectable()
export class RetentionScopes {
  constructor(
    private readonly expiries: Expiries,
    private readonly periods: RetentionPeriods,
  ) {}

  async inForce(other: OtherPeriods = {}): Promise<TimedScope[]> {
    const [periods, ofCollections] = await Promise.all([this.periods.all(), this.periods.ofCollections()]);
    const own = new Map([...ofCollections, ...Object.entries(other.collections ?? {})]);
    const scopes: TimedScope[] = [];
    for (const { declaration, expiry } of this.expiries.all()) {
      const { retention, object } = declaration;
      const timed = ((await expiry.collections?.()) ?? []).flatMap((collection) => {
        const days = own.get(collection.id);
        return days === undefined ? [] : [{ collection, days, scope: { collection: collection.id } }];
      });
      const days = other.days?.[retention] ?? periods.get(retention) ?? null;
      const rest = { except: timed.map(({ collection }) => collection.id) };
      if (days !== null) scopes.push({ retention, object, expiry, collection: null, days, scope: rest });
      scopes.push(...timed.map((each) => ({ retention, object, expiry, ...each })));
    }
    return scopes;
  }
}
