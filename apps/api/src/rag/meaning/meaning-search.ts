import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Settings } from '#platform/config/settings/settings.js';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { collectionOwner } from '#platform/keyring/keys/owner.js';
import { Log } from '#platform/logging/log.js';
import { languageOf } from '#retrieval/text/language.js';
import type { Destination, ReaderNames } from '../search/visibility.js';
import { RetrievalSettings } from '../retrieval.settings.js';
import type { EmbeddingModel } from './engine/embedding-model.js';
import { ModelInForce } from './model-in-force.js';
import { nearest, type NearPassage, type NearPassages } from './nearest.rules.js';
import { askedVector, eachNear, readVectors, type VectorBlock } from './vector-block.rules.js';
import { VectorBlockRow } from './vector-block.entity.js';
import { VectorsRepository, type VisibleBlock } from './vectors.repository.js';

export interface MeaningRequest extends Destination {
  readonly question: string;
  readonly collections: readonly string[] | null;
  readonly limit: number;
}

const NOTHING: NearPassages = { passages: [], isCalibrated: true };

/** A question is not kept waiting longer than this: then it is answered by words alone. */
const PATIENCE_MS = 1_500;
const LONGEST_QUESTION = 1_000;
const BLOCKS_AT_ONCE = 64;

/**
 * Finds the passages that are nearest to a question in meaning, among those that its asker may read: the database lists these before a
 * vector is looked at. Exact search over blocks kept in memory.
 */
@Injectable()
export class MeaningSearch {
  private readonly opened: LRUCache<string, VectorBlock>;
  private readonly budget: number;
  /** Whether the last search was made by words alone because its vectors need more memory than they may have. */
  isTooLarge = false;

  constructor(
    private readonly vectors: VectorsRepository,
    private readonly inForce: ModelInForce,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.budget = settings.of(RetrievalSettings).vectorBytes;
    this.opened = new LRUCache({ maxSize: this.budget, sizeCalculation: ({ values }) => values.byteLength + 1_000 });
  }

  /** Nothing where search by meaning is off, has no vectors yet, or cannot run. */
  async search(reader: ReaderNames, request: MeaningRequest): Promise<NearPassages> {
    if (this.settings.of(RetrievalSettings).meaning === 'off') return NOTHING;
    const found = await this.inForce.current();
    if (found === null || (found.model.isEnglishOnly && languageOf(request.question) !== 'english')) return NOTHING;
    // Where there were vectors before there are some now: the question is embedded while they are listed.
    const early = this.opened.size > 0 ? this.vectorOf(request.question, found.model) : null;
    early?.catch(() => undefined); // awaited below, or not needed
    const visible = await this.vectors.visibleTo(reader, request.collections, request, found.id);
    if (visible.length === 0 || this.exceedsBudget(visible)) return NOTHING;
    const exact = await (early ?? this.vectorOf(request.question, found.model));
    if (exact === null) return NOTHING;
    const asked = askedVector(exact);
    const { isCalibrated, leastSimilarity } = found.model;
    const near: NearPassage[] = [];
    for (let at = 0; at < visible.length; at += BLOCKS_AT_ONCE) {
      const some = visible.slice(at, at + BLOCKS_AT_ONCE);
      const blocks = await this.blocksOf(reader, some);
      for (const { id, versionId, firstOrdinal } of some) {
        const block = blocks.get(id);
        if (block === undefined) continue;
        eachNear(asked, block, leastSimilarity, (passage, similarity) =>
          near.push({ versionId, ordinal: firstOrdinal + passage, similarity }),
        );
      }
      if (at + BLOCKS_AT_ONCE < visible.length) await setImmediate(); // other requests have their turn
    }
    return { passages: nearest(near, leastSimilarity, request.limit), isCalibrated };
  }

  private exceedsBudget(visible: readonly VisibleBlock[]): boolean {
    const bytes = visible.reduce((sum, block) => sum + block.bytes, 0);
    const wasTooLarge = this.isTooLarge;
    this.isTooLarge = bytes > this.budget;
    if (this.isTooLarge && !wasTooLarge)
      this.log.warn('search by meaning is off: its vectors exceed their memory', { bytes, budget: this.budget });
    return this.isTooLarge;
  }

  private async vectorOf(question: string, model: EmbeddingModel): Promise<Float32Array | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), PATIENCE_MS)));
    const made = model.embed([question.slice(0, LONGEST_QUESTION)], 'question').then((vectors) => vectors?.[0] ?? null);
    return Promise.race([made, late]).finally(() => clearTimeout(timer));
  }

  private async blocksOf(reader: ReaderNames, some: readonly VisibleBlock[]): Promise<Map<string, VectorBlock>> {
    const found = new Map<string, VectorBlock>();
    for (const { id } of some) {
      const known = this.opened.get(id);
      if (known !== undefined) found.set(id, known);
    }
    const unknown = some.filter(({ id }) => !found.has(id));
    if (unknown.length === 0) return found;
    const blockOf = new Map(unknown.map((block) => [block.id, block]));
    for (const { id, data } of await this.vectors.data(reader, [...blockOf.keys()])) {
      const { collectionId = '', dimensions = 0 } = blockOf.get(id) ?? {};
      const opener = await this.keyring.readerOf(collectionOwner(collectionId));
      const unpack = (packed: Uint8Array): VectorBlock => readVectors(packed, dimensions);
      const block = opener.bytes<VectorBlock | null>(recordContext(VectorBlockRow, 'data', id), data, unpack, null);
      if (block === null) continue;
      this.opened.set(id, block);
      found.set(id, block);
    }
    return found;
  }
}
