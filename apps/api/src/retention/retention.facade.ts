import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import { HoldRepository } from './holds/hold.repository.js';

/** A legal hold that keeps content of a person. */
export interface HoldOver {
  readonly id: string;
  /** For officers: never shown to the person concerned. */
  readonly matter: string;
  /** Everything that belongs to the person, or only these conversations. */
  readonly keeps: 'everything' | { readonly conversations: readonly string[] };
}

/** What legal holds keep of a person: nothing, some conversations, or everything. */
export type KeptByHolds = 'everything' | readonly string[];

/** What other rooms may ask about retention. */
@Injectable()
export class RetentionFacade {
  constructor(private readonly holds: HoldRepository) {}

  /**
   * What is kept of this person, conversations by id. It stays so until the transaction ends: who places a hold waits for it, as for
   * everybody who deletes.
   */
  async keptOf(tx: Tx, subjectId: string): Promise<KeptByHolds> {
    await this.holds.waitForPlacing(tx);
    const items = await this.holds.over(subjectId, tx);
    if (items.some(({ kind }) => kind === 'subject')) return 'everything';
    return [...new Set(items.map(({ target }) => target))].sort();
  }

  /**
   * The legal holds that keep this person's content from being erased; none: nothing does. For telling people beforehand: the database
   * refuses to delete what is held, or its key, in the transaction that tries (problem `under-hold`), also where the hold came later.
   */
  async holdsOver(subjectId: string, tx?: Tx): Promise<HoldOver[]> {
    const items = await this.holds.over(subjectId, tx);
    const ids = [...new Set(items.map(({ holdId }) => holdId))];
    return Promise.all(
      ids.map(async (id) => {
        const own = items.filter(({ holdId }) => holdId === id);
        const hold = tx ? await this.holds.inTransaction(tx, id) : await this.holds.byId(id);
        const keepsAll = own.some(({ kind }) => kind === 'subject');
        return {
          id,
          matter: hold?.matter ?? '',
          keeps: keepsAll ? ('everything' as const) : { conversations: own.map(({ target }) => target) },
        };
      }),
    );
  }
}
