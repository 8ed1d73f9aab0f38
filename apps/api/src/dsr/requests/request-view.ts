import { Inject, Injectable } from '@nestjs/common';
import type { CaseActor, Limitation, RequestSubject, RightsRequest, TimelineEntry } from '#contracts/rights/requests.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { PackageRepository, type KeptPackage } from '../collect/package.repository.js';
import { ErasureRepository } from '../erasure/erasure.repository.js';
import { warningsOf } from './deadline.rules.js';
import { RequestRepository, type KeptEntry, type KeptLimitation, type KeptRequest } from './request.repository.js';
import { actsFor, isInForce, namesNames, type RequestFacts } from './request.rules.js';

/** Requests as the API shows them: to the person whose they are without the names of officers. */
@Injectable()
export class RequestView {
  constructor(
    private readonly requests: RequestRepository,
    private readonly packages: PackageRepository,
    private readonly erasures: ErasureRepository,
    @Inject(PEOPLE) private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** @param tx whose changes are to be seen */
  async one(actor: Actor, request: KeptRequest, tx?: Tx): Promise<RightsRequest> {
    const [shown] = await this.all(actor, [request], tx);
    return shown!;
  }

  async all(actor: Actor, requests: readonly KeptRequest[], tx?: Tx): Promise<RightsRequest[]> {
    const ids = requests.map(({ id }) => id);
    const entries = await this.requests.entriesOf(ids, tx);
    const limitations = await this.requests.limitationsOf(ids, tx);
    const packages = new Map((await this.packages.of(ids)).map((each) => [each.requestId, each]));
    const certified = await this.erasures.certified(ids);
    return Promise.all(
      requests.map((request) =>
        this.shown(
          actor,
          request,
          entries.filter(({ requestId }) => requestId === request.id),
          limitations.filter(({ requestId }) => requestId === request.id),
          { found: packages.get(request.id), isCertified: certified.has(request.id) },
        ),
      ),
    );
  }

  private async shown(
    actor: Actor,
    request: KeptRequest,
    entries: readonly KeptEntry[],
    limitations: readonly KeptLimitation[],
    { found, isCertified }: { readonly found: KeptPackage | undefined; readonly isCertified: boolean },
  ): Promise<RightsRequest> {
    const now = this.clock.now();
    const isOfficer = isOfficerOf(actor);
    return {
      id: request.id,
      type: request.type,
      subject: await this.subjectOf(request),
      state: request.state,
      receivedAt: request.receivedAt.toISOString(),
      dueAt: request.dueAt.toISOString(),
      extendedAt: request.extendedAt?.toISOString() ?? null,
      closedAt: request.closedAt?.toISOString() ?? null,
      warnings: request.closedAt === null ? warningsOf(request, now) : [],
      details: request.details,
      timeline: await Promise.all(entries.map((entry) => this.entryOf(actor, request, entry))),
      partial: limitations.map(({ article, what, reason }): Limitation => ({ article, what, reason })),
      acts: actsFor(factsOf(request), { id: actor.id, isOfficer }, now),
      package: found && found.expiresAt > now ? { expiresAt: found.expiresAt.toISOString(), bytes: found.bytes } : null,
      inForce: isInForce(factsOf(request)),
      liftsAt: request.liftedAt === null ? (request.liftsAt?.toISOString() ?? null) : null,
      certified: isCertified,
    };
  }

  private async subjectOf({ subjectId, contact }: KeptRequest): Promise<RequestSubject> {
    if (subjectId === null) return { id: null, username: null, displayName: null, contact };
    return { ...(await this.people.of(subjectId)), contact: null };
  }

  private async entryOf(actor: Actor, request: KeptRequest, { at, what, byAccount, note }: KeptEntry): Promise<TimelineEntry> {
    return { at: at.toISOString(), what, by: await this.byOf(actor, request, byAccount), note };
  }

  private async byOf(actor: Actor, { subjectId }: KeptRequest, byAccount: string | null): Promise<CaseActor | null> {
    if (byAccount === null) return null;
    const isSubject = byAccount === subjectId;
    const isNamed = isOfficerOf(actor) || byAccount === actor.id;
    return { role: isSubject ? 'subject' : 'officer', person: isNamed ? await this.people.of(byAccount) : null };
  }
}

export function isOfficerOf(actor: Actor): boolean {
  return actor.permissions.has('rights:handle');
}

export function factsOf(request: KeptRequest): RequestFacts {
  return { ...request, namesNames: namesNames(request.details) };
}
