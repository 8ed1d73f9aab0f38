import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { forEachIsolated } from '#platform/jobs/for-each-isolated.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { Log } from '#platform/logging/log.js';
import { bitsFor, mergeRange, type MergeInput } from '#retrieval/index/segment.js';
import { layOut, type Layout } from './merge-layout.rules.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { SegmentMergeRepository, type MergeCandidate } from './segment-merge.repository.js';
import { nextMerge } from './segment-plan.rules.js';
import { packLengths, readLengths } from './segment-view.rules.js';
import { SegmentsRepository } from './segments.repository.js';

/** Longer than any merge takes: what is still being built after this time was left by a crash. */
const ABANDONED_AFTER_MS = 3_600_000;
/** Ranges of buckets read and written together; bounds memory and the length of a transaction. */
const RANGES_AT_ONCE = 64;

/** Keeps segments few, and free of words of documents that are gone. Readers see the old segments until the new one is complete. */
@Injectable()
export class SegmentMergeService {
  constructor(
    private readonly merges: SegmentMergeRepository,
    private readonly segments: SegmentsRepository,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** Merges until all is in order. */
  async tidy(signal?: AbortSignal): Promise<void> {
    await this.removeAbandoned();
    await forEachIsolated(await this.merges.collections(), async (collectionId) => {
      let merged = true;
      while (merged && signal?.aborted !== true) merged = await this.mergeNext(collectionId);
    });
  }

  /** Whether something was merged, so that it is worth looking again. */
  private async mergeNext(collectionId: string): Promise<boolean> {
    const purgeMs = this.settings.of(KnowledgeSettings).purgeHours * 3_600_000;
    const chosen = nextMerge(await this.merges.segmentsOf(collectionId), this.clock.now(), purgeMs);
    if (chosen === null) return false;
    const candidates = await this.merges.candidates(chosen);
    if (candidates.length === 0) return false;
    const id = await this.build(collectionId, candidates);
    const isPublished = await this.publish(id, candidates);
    this.log.info(isPublished ? 'index merged' : 'index merge overtaken by a removal', {
      collectionId,
      segments: candidates.length,
    });
    return isPublished;
  }

  /** Writes the merged segment in small transactions; nobody sees it yet. */
  private async build(collectionId: string, candidates: readonly MergeCandidate[]): Promise<string> {
    const layout = layOut(
      candidates.map((candidate) => ({
        lengths: readLengths(candidate.lengths),
        documents: candidate.versionIds.map((versionId, at) => ({
          versionId,
          firstChunk: candidate.firstChunks[at] ?? 0,
          chunks: candidate.chunkCounts[at] ?? 0,
        })),
      })),
    );
    const id = this.ids.next();
    const bits = bitsFor(candidates.reduce((sum, { bytes, liveChunks, chunks }) => sum + (bytes * liveChunks) / chunks, 0));
    await this.transactions.run(async (tx) => {
      await this.segments.begin(tx, await this.keyring.forCollection(collectionId, tx), {
        id,
        collectionId,
        bits,
        chunks: layout.lengths.length,
        languages: [...new Set(candidates.flatMap(({ languages }) => languages))].sort(),
        lengths: packLengths(layout.lengths),
      });
    });
    const coarse = Math.min(bits, ...candidates.map((candidate) => candidate.bits));
    for (let range = 0; range < 2 ** coarse; range += RANGES_AT_ONCE) {
      await this.buildRanges(
        { collectionId, id, bits, coarse, first: range, last: Math.min(2 ** coarse, range + RANGES_AT_ONCE) - 1 },
        candidates,
        layout,
      );
    }
    return id;
  }

  private async buildRanges(
    target: { collectionId: string; id: string; bits: number; coarse: number; first: number; last: number },
    candidates: readonly MergeCandidate[],
    layout: Layout,
  ): Promise<void> {
    const { collectionId, id, bits, coarse, first, last } = target;
    const inputs = await Promise.all(
      candidates.map((candidate, at) => this.open(collectionId, candidate, { coarse, first, last }, layout.renumbered[at] ?? 0)),
    );
    const merged = mergeRange(inputs, bits);
    await this.transactions.run(async (tx) => {
      const sealer = await this.keyring.forCollection(collectionId, tx);
      const postings = [...merged].map(([bucket, data]) => ({ id: this.ids.next(), bucket, data }));
      await this.segments.addPostings(tx, sealer, id, postings);
    });
  }

  private async open(
    collectionId: string,
    { id, bits }: MergeCandidate,
    { coarse, first, last }: { coarse: number; first: number; last: number },
    renumbered: MergeInput['renumbered'],
  ): Promise<MergeInput> {
    const sealer = await this.keyring.forCollection(collectionId);
    const finer = 2 ** (bits - coarse);
    return { buckets: await this.merges.buckets(sealer, id, first * finer, (last + 1) * finer - 1), renumbered };
  }

  /** Swaps old for new in one transaction, unless a document was removed meanwhile: then the new one goes, and the next run tries again. */
  private async publish(id: string, candidates: readonly MergeCandidate[]): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const isUnchanged = await this.merges.holdUnchanged(tx, candidates);
      if (!isUnchanged) {
        await this.merges.remove(tx, [id]);
        return false;
      }
      await this.merges.remove(
        tx,
        candidates.map((candidate) => candidate.id),
      );
      await this.segments.publish(tx, id, documentsOf(candidates));
      return true;
    });
  }

  private async removeAbandoned(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - ABANDONED_AFTER_MS);
    await this.transactions.run((tx) => this.merges.removeAbandoned(tx, before));
  }
}

/** Live documents of all inputs one after the other, which is how the layout numbers their chunks. */
function documentsOf(candidates: readonly MergeCandidate[]): { versionId: string; firstChunk: number; chunks: number }[] {
  let firstChunk = 0;
  return candidates.flatMap(({ versionIds, chunkCounts }) =>
    versionIds.map((versionId, at) => {
      const chunks = chunkCounts[at] ?? 0;
      const document = { versionId, firstChunk, chunks };
      firstChunk += chunks;
      return document;
    }),
  );
}
