import type { Role } from '#contracts/auth/people/roles.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Actor } from '#platform/access/actor.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { Ids } from '#platform/ids.js';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import type { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { Log } from '#platform/logging/log.js';
import { AnswerService } from '../../apps/api/src/rag/search/answer.service.js';
import { BrowsingService } from '../../apps/api/src/rag/documents/browsing.service.js';
import { CollectionsRepository } from '../../apps/api/src/rag/collections/collections.repository.js';
import { CollectionsService } from '../../apps/api/src/rag/collections/collections.service.js';
import { DocumentsRepository } from '../../apps/api/src/rag/documents/documents.repository.js';
import { FilePartsRepository } from '../../apps/api/src/rag/documents/file-parts.repository.js';
import { VersionsRepository } from '../../apps/api/src/rag/documents/versions.repository.js';
import { freshIndexKey, IndexKeys } from '../../apps/api/src/rag/index/index-keys.js';
import { IndexReader } from '../../apps/api/src/rag/index/index-reader.js';
import { IngestionService } from '../../apps/api/src/rag/intake/ingestion.service.js';
import { OpenedIndex } from '../../apps/api/src/rag/index/opened-index.js';
import { PassagesRepository } from '../../apps/api/src/rag/search/passages.repository.js';
import { EmbeddingModels } from '../../apps/api/src/rag/meaning/embedding-models.js';
import { EmbeddingService } from '../../apps/api/src/rag/meaning/embedding.service.js';
import { Embedder } from '../../apps/api/src/rag/meaning/engine/embedder.js';
import { ModelInForce } from '../../apps/api/src/rag/meaning/model-in-force.js';
import { OutboundSettings } from '../../libs/platform/outbound/outbound.settings.js';
import { Outbound } from '../../libs/platform/outbound/outbound.js';
import { MeaningSearch } from '../../apps/api/src/rag/meaning/meaning-search.js';
import { VectorsRepository } from '../../apps/api/src/rag/meaning/vectors.repository.js';
import { RetrievalSettings } from '../../apps/api/src/rag/retrieval.settings.js';
import { KnowledgeSettings } from '../../apps/api/src/rag/rag.settings.js';
import { RetrievalService } from '../../apps/api/src/rag/search/retrieval.service.js';
import { SearchService } from '../../apps/api/src/rag/search/search.service.js';
import { SegmentMergeRepository } from '../../apps/api/src/rag/index/segment-merge.repository.js';
import { SegmentMergeService } from '../../apps/api/src/rag/index/segment-merge.service.js';
import { SpellingService } from '../../apps/api/src/rag/spelling/spelling.service.js';
import { VocabulariesRepository } from '../../apps/api/src/rag/spelling/vocabularies.repository.js';
import { SegmentsRepository } from '../../apps/api/src/rag/index/segments.repository.js';
import { aKeyringInstance, type TestInstance } from './keyring.js';

export interface TestKnowledge extends TestInstance {
  readonly ingestion: IngestionService;
  readonly collections: CollectionsService;
  readonly browsing: BrowsingService;
  readonly searches: SearchService;
  readonly retrieval: RetrievalService;
  readonly answers: AnswerService;
  readonly merges: SegmentMergeService;
  readonly embedder: Embedder;
  readonly embedding: EmbeddingService;
  readonly models: EmbeddingModels;
  readonly segments: SegmentsRepository;
  readonly vectors: VectorsRepository;
  readonly documents: DocumentsRepository;
  readonly versions: VersionsRepository;
  addCollection(readers: readonly string[], staysHere?: boolean): Promise<string>;
  addDocument(collectionId: string, text: string, title?: string): Promise<string>;
  removeDocument(id: string): Promise<void>;
}

/** The rag room without its HTTP side and schedule, over a migrated database. */
export async function aKnowledgeBase(options: {
  readonly runtimeUrl: string;
  readonly settings?: object;
  /** Off unless a test is about it: the model takes a second to load. */
  readonly meaning?: 'auto' | 'off';
  /** `retrieval.embeddings`. */
  readonly embeddings?: object;
  readonly clock?: Clock;
  /** The master password opened; that of specs unless given. */
  readonly master?: OpenedMaster;
  /** `retrieval.vectorBytes`. */
  readonly vectorBytes?: number;
}): Promise<TestKnowledge> {
  const { runtimeUrl, master } = options;
  const instance = await aKeyringInstance({ runtimeUrl, ...(master && { master }) });
  const { keyring, database, transactions } = instance;
  const settings = new Settings([KnowledgeSettings, RetrievalSettings, OutboundSettings], {
    file: {
      knowledge: options.settings ?? {},
      retrieval: {
        meaning: options.meaning ?? 'off',
        embeddings: options.embeddings ?? {},
        ...(options.vectorBytes !== undefined && { vectorBytes: options.vectorBytes }),
      },
    },
    fileName: 'settings.json',
    environment: {},
    overrides: new Map(),
  });
  const ids = new Ids();
  const clock = options.clock ?? new Clock();
  const rows = new DeclaredRows(keyring);
  const collections = new CollectionsRepository(database, rows);
  const documents = new DocumentsRepository(database, rows);
  const segments = new SegmentsRepository(database, rows);
  const indexKeys = new IndexKeys(collections);
  const versions = new VersionsRepository(database, rows);
  const parts = new FilePartsRepository(database, rows, keyring);
  const jobs = null as unknown as TrackedJobs; // nothing here is read by a job
  const vocabularies = new VocabulariesRepository(database, rows);
  const ingestion = new IngestionService(documents, versions, segments, vocabularies, indexKeys, keyring, ids, clock, settings);
  const log = new Log('error');
  const embedder = new Embedder(log);
  const models = new EmbeddingModels(embedder, settings, new Outbound(settings), log);
  const vectors = new VectorsRepository(database, rows);
  const searches = new SearchService(
    segments,
    new IndexReader(segments, indexKeys, new OpenedIndex(settings), keyring),
    new MeaningSearch(vectors, new ModelInForce(models, vectors), keyring, settings, log),
    new SpellingService(vocabularies, keyring),
  );
  const retrieval = new RetrievalService(searches, new PassagesRepository(database), keyring, settings);
  const merges = new SegmentMergeService(
    new SegmentMergeRepository(database, rows),
    segments,
    keyring,
    transactions,
    ids,
    clock,
    settings,
    log,
  );

  const addCollection = (readers: readonly string[], staysHere = true): Promise<string> =>
    transactions.run(async (tx) => {
      const id = ids.next();
      const collection = {
        id,
        name: 'A collection',
        description: '',
        indexKey: freshIndexKey(),
        staysHere,
        createdAt: clock.now(),
      };
      await collections.add(tx, collection, readers);
      return id;
    });
  const addDocument = (collectionId: string, text: string, title = 'A document'): Promise<string> =>
    transactions.run((tx) =>
      ingestion.add(tx, {
        collectionId,
        source: 'upload',
        fileName: 'document.md',
        title,
        text,
        size: Buffer.byteLength(text),
      }),
    );
  const removeDocument = (id: string): Promise<void> => transactions.run((tx) => documents.remove(tx, id));

  return {
    ...instance,
    ingestion,
    collections: new CollectionsService(collections, jobs, keyring, ids, clock),
    browsing: new BrowsingService(collections, documents, versions, parts, jobs),
    searches,
    retrieval,
    answers: new AnswerService(retrieval, settings),
    merges,
    embedder,
    models,
    embedding: new EmbeddingService(vectors, models, keyring, transactions, ids, settings, log),
    segments,
    vectors,
    documents,
    versions,
    addCollection,
    addDocument,
    removeDocument,
  };
}

/** A reader. */
export function aReader(role: Role = 'external_client', id = '01940000-0000-7000-8000-00000000f00d'): Actor {
  return {
    id,
    role,
    permissions: new Set(['knowledge:read']),
    mustChangePassword: false,
    restricted: false,
    sessionId: '01940000-0000-7000-8000-0000000000aa',
    tokenId: null,
  };
}
