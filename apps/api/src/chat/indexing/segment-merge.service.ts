import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { forEachIsolated } from '#platform/jobs/for-each-isolated.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { isDamage } from '#platform/keyring/keys/reader.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { ClearsItself } from '#platform/retention/expiry.js';
import { bucketBits, mergeBlocks } from '#retrieval/history/history-index.js';
import type { RecordContext, Sealed } from '#sealing/record.js';
import { SearchBucketRow, SearchEntryRow } from './search-index.entity.js';
import { SearchIndexRepository, type Segment } from './search-index.repository.js';
import { fanIn, leastEntries, mostEntries, nextMerge } from './segment-plan.rules.js';

/** Ranges of buckets that are read and written together: bounds the memory of a merge. */
const rangesAtOnce = 32;

/** Keeps the index of each person in few parts, without words of what was removed. Readers see the old parts until the new one is there. */
@Injectable()
@ClearsItself({
  tables: [
    'chat.search_key',
    'chat.search_entry',
    'chat.search_segment',
    'chat.search_bucket',
    'chat.search_backlog',
    'chat.search_removal',
  ],
  rule: 'with the messages they index, at the next merge',
})
export class SegmentMergeService {
  constructor(
    private readonly index: SearchIndexRepository,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
  ) {}

  async tidyAll(signal?: AbortSignal): Promise<void> {
    await forEachIsolated(await this.index.untidy(leastEntries, fanIn), async (ownerId) => {
      if (signal?.aborted !== true) await this.tidy(ownerId, signal);
    });
  }

  /** Merges until all of a person is in order. */
  async tidy(ownerId: string, signal?: AbortSignal): Promise<void> {
    try {
      while (signal?.aborted !== true && ((await this.gather(ownerId)) || (await this.mergeNext(ownerId))));
    } catch (error) {
      // An erased person: their rows are about to go.
      if (!(error instanceof Problem && error.code === 'key-destroyed')) throw error;
    }
  }

  /** Makes a segment of the texts that are in none. */
  private gather(ownerId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await this.index.claim(tx, ownerId))) return false;
      await this.index.markStale(tx, ownerId);
      if ((await this.index.countEntries(ownerId)) < leastEntries) return false;
      const entries = await this.index.takeEntries(tx, ownerId, mostEntries);
      if (entries.length === 0) return false;
      const sealer = await this.keyring.forSubject(ownerId, tx);
      const blocks = entries.flatMap(({ id, terms }) => this.opened(sealer, recordContext(SearchEntryRow, 'terms', id), terms));
      const moments = entries.map(({ moment }) => moment.getTime());
      const segment = {
        id: this.ids.next(),
        ownerId,
        texts: entries.length,
        bits: bucketBits(sizeOf(blocks)),
        firstMoment: new Date(Math.min(...moments)),
        lastMoment: new Date(Math.max(...moments)),
      };
      await this.index.addSegment(tx, segment);
      await this.write(
        tx,
        sealer,
        segment,
        mergeBlocks(blocks, segment.bits, () => true),
      );
      return true;
    });
  }

  private mergeNext(ownerId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await this.index.claim(tx, ownerId))) return false;
      const chosen = nextMerge(await this.index.segmentsOf(ownerId));
      if (chosen.length === 0) return false;
      await this.merge(tx, ownerId, chosen);
      return true;
    });
  }

  private async merge(tx: Tx, ownerId: string, segments: readonly Segment[]): Promise<void> {
    const sealer = await this.keyring.forSubject(ownerId, tx);
    const firstMoment = new Date(Math.min(...segments.map((each) => each.firstMoment.getTime())));
    const lastMoment = new Date(Math.max(...segments.map((each) => each.lastMoment.getTime())));
    const alive = await this.index.aliveMoments(tx, ownerId, firstMoment, lastMoment);
    const texts = segments.reduce((sum, each) => sum + each.texts, 0);
    const coarse = Math.min(...segments.map(({ bits }) => bits));
    const bits = Math.min(11, Math.max(...segments.map((each) => each.bits)) + Math.ceil(Math.log2(segments.length)));
    const merged = { id: this.ids.next(), ownerId, texts, bits, firstMoment, lastMoment };
    await this.index.addSegment(tx, merged);
    for (let first = 0; first < 2 ** coarse; first += rangesAtOnce) {
      const last = Math.min(2 ** coarse, first + rangesAtOnce) - 1;
      const ranges = segments.map((each) => ({
        segmentId: each.id,
        first: first << (each.bits - coarse),
        last: ((last + 1) << (each.bits - coarse)) - 1,
      }));
      const stored = await this.index.bucketsIn(tx, ranges);
      const blocks = stored.flatMap(({ id, data }) => this.opened(sealer, recordContext(SearchBucketRow, 'data', id), data));
      await this.write(
        tx,
        sealer,
        merged,
        mergeBlocks(blocks, bits, (moment) => alive.has(moment)),
      );
      await setImmediate(); // others get their turn in between
    }
    await this.index.removeSegments(
      tx,
      segments.map(({ id }) => id),
    );
  }

  private async write(
    tx: Tx,
    sealer: Sealer,
    { id: segmentId, ownerId }: { readonly id: string; readonly ownerId: string },
    buckets: ReadonlyMap<number, Uint8Array>,
  ): Promise<void> {
    const rows = [...buckets].map(([bucket, data]) => ({ id: this.ids.next(), segmentId, ownerId, bucket, data }));
    await this.index.addBuckets(tx, sealer, rows);
  }

  /** Nothing for one that is damaged, which is reported; the words in it are found no more. */
  private opened(sealer: Sealer, context: RecordContext, sealed: Sealed): Uint8Array[] {
    try {
      return [sealer.open(context, sealed)];
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.keyring.reportDamage(context);
      return [];
    }
  }
}

function sizeOf(blocks: readonly Uint8Array[]): number {
  return blocks.reduce((sum, { length }) => sum + length, 0);
}
