import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { collectionOwner } from '#platform/keyring/keys/owner.js';
import { Log } from '#platform/logging/log.js';
import { ChunkRow, type ChunkContent } from '../documents/version.entity.js';
import { RetrievalSettings } from '../retrieval.settings.js';
import { EmbeddingModels } from './embedding-models.js';
import { packVectors, partsOf, type PassageVector } from './vector-block.rules.js';
import { VectorsRepository, type StoredText, type Unembedded } from './vectors.repository.js';

const PASSAGES_OF_A_BLOCK = 64;
const VERSIONS_AT_ONCE = 100;
/** Few at once, so that a question waits for no more than these. */
const TEXTS_AT_ONCE = 4;

/** Gives vectors to passages that have none, a block a transaction: whatever stops it, the next run goes on where it ended. */
@Injectable()
export class EmbeddingService {
  constructor(
    private readonly vectors: VectorsRepository,
    private readonly models: EmbeddingModels,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** Until every passage has its vectors, or the model cannot run. Answers how many passages got theirs. */
  async embedAll(signal?: AbortSignal): Promise<number> {
    await this.transactions.run((tx) => this.vectors.removeReplaced(tx));
    const { configured } = this.models;
    const model = this.isOn() ? await configured.id() : null;
    let embedded = 0;
    if (model === null) return embedded;
    for (;;) {
      const versions = await this.vectors.unembedded(model, configured.isEnglishOnly, VERSIONS_AT_ONCE);
      for (const version of versions) {
        if (signal?.aborted || !this.isOn()) return embedded;
        const passages = await this.embedNext(version, model);
        if (passages === null) return embedded;
        embedded += passages;
      }
      if (versions.length > 0) continue;
      // Until here, searches used the vectors of the model before.
      await this.transactions.run((tx) => this.vectors.removeOtherModels(tx, model));
      if (embedded > 0) this.log.info('passages embedded', { passages: embedded, model });
      return embedded;
    }
  }

  private isOn(): boolean {
    return this.settings.of(RetrievalSettings).meaning === 'auto';
  }

  /** One block of a version. Null where the model cannot run. */
  private async embedNext({ versionId, collectionId, firstOrdinal }: Unembedded, model: string): Promise<number | null> {
    const stored = await this.vectors.texts(versionId, firstOrdinal, PASSAGES_OF_A_BLOCK);
    if (stored.length === 0) return 0;
    const parts = await this.partsIn(collectionId, stored);
    const made: PassageVector[] = [];
    for (let at = 0; at < parts.length; at += TEXTS_AT_ONCE) {
      const some = parts.slice(at, at + TEXTS_AT_ONCE);
      const vectors = await this.models.configured.embed(
        some.map(({ text }) => text),
        'passage',
      );
      if (vectors === null) return null;
      made.push(...some.flatMap(({ passage }, nth) => (vectors[nth] ? [{ passage, vector: vectors[nth] }] : [])));
    }
    const dimensions = made[0]?.vector.length ?? 1;
    if (made.some(({ vector }) => vector.length !== dimensions)) return null;
    return this.transactions.run(async (tx) => {
      if (!(await this.vectors.holdVersion(tx, versionId))) return 0;
      const block = { id: this.ids.next(), versionId, firstOrdinal, passages: stored.length, model, dimensions };
      await this.vectors.add(tx, await this.keyring.forCollection(collectionId, tx), { ...block, data: packVectors(made) });
      return stored.length;
    });
  }

  /** A passage that does not open has no parts, and is not tried again. */
  private async partsIn(collectionId: string, stored: readonly StoredText[]): Promise<{ passage: number; text: string }[]> {
    const reader = await this.keyring.readerOf(collectionOwner(collectionId));
    const nothing: ChunkContent = { text: '', headings: [] };
    return stored.flatMap(({ id, content }, passage) => {
      const context = recordContext(ChunkRow, 'content', id);
      const { text, headings } = reader.read(context, content, (json) => JSON.parse(json) as ChunkContent, nothing);
      return partsOf(headings.at(-1) ?? '', text).map((part) => ({ passage, text: part }));
    });
  }
}
