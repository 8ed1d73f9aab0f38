import { Inject, Injectable } from '@nestjs/common';
import type { Hold, HoldList, HoldQuery, PlaceHold } from '#contracts/holds.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Ids } from '#platform/ids.js';
import { HoldRepository, type KeptHold } from './hold.repository.js';

/** Placing a hold takes one person: it only keeps. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldRepository,
    @Inject(PEOPLE) private readonly people: People,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(query: HoldQuery): Promise<HoldList> {
    const page = await readPage(query, byId, (after, most) => this.holds.page(query.state, after, most));
    return shownPage(page, (hold) => this.shown(hold));
  }

  async place(tx: Tx, actor: Actor, command: PlaceHold): Promise<Hold> {
    const hold = { id: this.ids.next(), ...command, placedBy: actor.id, placedAt: this.clock.now() };
    await this.holds.add(tx, hold);
    return this.shown({ ...hold, releasedBy: null, releasedAt: null });
  }

  async shown(hold: KeptHold): Promise<Hold> {
    return {
      ...hold,
      placedBy: await this.people.of(hold.placedBy),
      placedAt: hold.placedAt.toISOString(),
      releasedBy: hold.releasedBy === null ? null : await this.people.of(hold.releasedBy),
      releasedAt: hold.releasedAt?.toISOString() ?? null,
    };
  }
}
