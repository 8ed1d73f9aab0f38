import { Inject, Injectable } from '@nestjs/common';
import type { PageQuery } from '#contracts/common.js';
import type {
  CollectionPolicies,
  PolicyVersion,
  PolicyVersions,
  RetentionClass,
  RetentionPolicies,
} from '#contracts/retention/retention.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Settings } from '#platform/config/settings/settings.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Expiries, type ScopedCollection } from '#platform/retention/expiry.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';
import { RetentionSettings } from '../retention.settings.js';
import type { PolicyVersionRow } from './policy-version.entity.js';
import { PolicyRepository } from './policy.repository.js';
import { policiesOf } from './policies.rules.js';

/** How long each class of data is kept, and who decided so. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly periods: RetentionPeriods,
    private readonly expiries: Expiries,
    private readonly settings: Settings,
    private readonly schema: SchemaCheck,
    @Inject(PEOPLE) private readonly people: People,
  ) {}

  async list(): Promise<RetentionPolicies> {
    const newest = await this.policies.newest();
    const periods = { inForce: await this.periods.all(), byDefault: (each: RetentionClass) => this.periods.byDefault(each) };
    const items = policiesOf(this.schema.declarations(), periods).map(async (policy) => {
      const decision = newest.find((version) => version.class === policy.class);
      return { ...policy, decision: decision ? await this.shown(decision) : null };
    });
    return { enabled: this.settings.of(RetentionSettings).enabled, items: await Promise.all(items) };
  }

  /** Of all collections that people make. */
  async collections(): Promise<CollectionPolicies> {
    const newest = await this.policies.newestOfCollections();
    const [classDays, own] = [await this.periods.daysOf('knowledge'), await this.periods.ofCollections()];
    const items = (await this.known()).map(async (collection) => {
      const decision = newest.find(({ collectionId }) => collectionId === collection.id);
      return {
        collection,
        days: own.get(collection.id) ?? null,
        classDays,
        decision: decision ? await this.shown(decision) : null,
      };
    });
    return { items: await Promise.all(items) };
  }

  /** Collections that can have a period of their own. */
  async known(): Promise<ScopedCollection[]> {
    const found = await Promise.all(this.expiries.all().map(async ({ expiry }) => (await expiry.collections?.()) ?? []));
    return found.flat();
  }

  async versions(retention: RetentionClass, query: PageQuery): Promise<PolicyVersions> {
    const page = await readPage(query, byId, (after, limit) => this.policies.page(retention, after, limit));
    return shownPage(page, (version) => this.shown(version));
  }

  private async shown({ decidedBy, decidedAt, ...version }: PolicyVersionRow): Promise<PolicyVersion> {
    return { ...version, decidedBy: await this.people.of(decidedBy), decidedAt: decidedAt.toISOString() };
  }
}
