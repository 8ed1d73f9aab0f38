import { Inject, Injectable } from '@nestjs/common';
import type { Hold, HoldList, HoldQuery, PlaceHold, ReviewHold } from '#contracts/retention/holds.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Ids } from '#platform/ids.js';
import { RetentionSettings } from '../retention.settings.js';
import { holdReleased, noSuchHold, releaseNotPending, reviewInPast } from './hold.errors.js';
import { HoldRepository, type KeptHold } from './hold.repository.js';
import { itemsOf, momentOf } from './hold.rules.js';

/** What only keeps takes one person: placing a hold, withdrawing its release, confirming that it is still needed. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldRepository,
    private readonly settings: Settings,
    @Inject(PEOPLE) private readonly people: People,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list({ state, due, ...query }: HoldQuery): Promise<HoldList> {
    const page = await readPage(query, byId, (after, most) => this.holds.page({ state, due }, after, most));
    return shownPage(page, (hold) => this.shown(hold));
  }

  async place(tx: Tx, actor: Actor, { matter, reason, reviewAt, scope }: PlaceHold): Promise<Hold> {
    const id = this.ids.next();
    const releaseDelay = this.settings.of(RetentionSettings).holdReleaseDelayHours * 3600;
    const hold = {
      id,
      matter,
      reason,
      placedBy: actor.id,
      placedAt: this.clock.now(),
      reviewAt: this.ahead(reviewAt),
      releaseDelay,
    };
    await this.holds.add(tx, hold, itemsOf(scope));
    return this.shown(await this.kept(tx, id));
  }

  /** Takes a release back that has not ended the hold yet. */
  async keep(tx: Tx, id: string): Promise<Hold> {
    await this.kept(tx, id);
    if (!(await this.holds.withdrawRelease(tx, id))) throw releaseNotPending();
    return this.shown(await this.kept(tx, id));
  }

  /** Confirms that it is still needed, and says when to ask again. */
  async review(tx: Tx, id: string, { reviewAt }: ReviewHold): Promise<Hold> {
    await this.kept(tx, id);
    if (!(await this.holds.setReview(tx, id, this.ahead(reviewAt)))) throw holdReleased();
    return this.shown(await this.kept(tx, id));
  }

  async shown(hold: KeptHold): Promise<Hold> {
    const { scope, placedAt, reviewAt, releasedAt, endsAt, releaseDelay, ...row } = hold;
    return {
      ...row,
      scope,
      people: await Promise.all(scope.subjects.map((id) => this.people.of(id))),
      placedBy: await this.people.of(row.placedBy),
      placedAt: placedAt.toISOString(),
      reviewAt: reviewAt.toISOString(),
      releaseDelayHours: releaseDelay / 3600,
      releasedBy: row.releasedBy === null ? null : await this.people.of(row.releasedBy),
      releasedAt: releasedAt?.toISOString() ?? null,
      endsAt: endsAt?.toISOString() ?? null,
    };
  }

  private ahead(given: string): Date {
    const moment = momentOf(given);
    if (moment <= this.clock.now()) throw reviewInPast();
    return moment;
  }

  private async kept(tx: Tx, id: string): Promise<KeptHold> {
    const hold = await this.holds.inTransaction(tx, id);
    if (!hold) throw noSuchHold();
    return hold;
  }
}
