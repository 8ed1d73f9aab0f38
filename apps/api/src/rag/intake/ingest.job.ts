import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { isAuditCode } from '#contracts/audit/audit-codes.js';
import type { AbandonedJob, JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { FilePartsRepository } from '../documents/file-parts.repository.js';
import { VersionsRepository, type ListedVersion } from '../documents/versions.repository.js';
import { ParserService } from '../parse/parser.service.js';
import { readerNames } from '../search/visibility.js';
import { IngestionService } from './ingestion.service.js';

export const INGEST = 'knowledge.ingest';

/** Documents that an instance reads at once. */
const atOnce = 2;

/** Reads a file that came in, and makes it found. Either all of it is there in the end or nothing, wherever it is interrupted. */
@Injectable()
export class IngestJob implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
    private readonly versions: VersionsRepository,
    private readonly parts: FilePartsRepository,
    private readonly parser: ParserService,
    private readonly ingestion: IngestionService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: INGEST,
      permission: 'knowledge:manage',
      scopesOf: (actor) => this.collections.idsVisibleTo(readerNames(actor)),
      handle: (run) => this.ingest(run),
      abandon: (tx, job) => this.abandon(tx, job),
      concurrency: atOnce,
    });
  }

  private async ingest(run: JobRun): Promise<void> {
    const version = await this.versions.ofJob(run.id);
    if (version === null) return this.transactions.run((tx) => run.complete(tx)); // removed meanwhile
    await run.progress({ message: 'Reading', done: 0, total: null, unit: 'pages' });
    const isAttached = await this.collections.isOfConversation(version.collectionId);
    const read = await this.parser.read(
      { bytes: await this.bytesOf(version), name: version.fileName },
      {
        signal: run.signal,
        onPage: (done, total) => void run.progress({ message: 'Reading', done, total, unit: 'pages' }).catch(() => undefined),
      },
      { keepsWordlessImages: isAttached },
    );
    // Whoever attached a file knows it by its name.
    const prepared = isAttached ? { ...read, title: version.fileName } : read;
    await run.progress({ message: 'Indexing', done: 0, total: 1, unit: 'documents' });
    await this.transactions.run(async (tx) => {
      const passages = await this.ingestion.publish(tx, version, prepared);
      await run.complete(tx, {
        documentId: version.documentId,
        version: version.number,
        pages: prepared.parsed.pages.length,
        passages,
      });
      await this.record(tx, version.documentId, 'success');
    });
  }

  private async bytesOf(version: ListedVersion): Promise<Buffer> {
    const whole = Buffer.alloc(version.size);
    let at = 0;
    for await (const part of this.parts.read(version)) at += part.copy(whole, at);
    return whole;
  }

  /** A cancelled version leaves nothing; one that can't be read stays as a name with the reason. */
  private async abandon(tx: Tx, job: AbandonedJob): Promise<void> {
    const version = await this.versions.ofJobIn(tx, job.id);
    if (version === null || (await this.documents.hold(tx, version.documentId)) === null) return;
    if (job.end.outcome === 'cancelled') await this.versions.remove(tx, version.id);
    else {
      await this.parts.removeAll(tx, version.id);
      await this.versions.change(tx, version, { state: 'failed' });
    }
    await this.settleDocument(tx, version, job);
    await this.record(tx, version.documentId, 'failed', job.end.outcome === 'failed' ? job.end.code : 'job-cancelled');
  }

  private async settleDocument(
    tx: Tx,
    { documentId, collectionId }: Pick<ListedVersion, 'documentId' | 'collectionId'>,
    { end }: AbandonedJob,
  ): Promise<void> {
    const states = await this.versions.statesOf(tx, documentId);
    if (states.length === 0) return this.documents.remove(tx, documentId);
    const state = states.includes('ready') ? 'ready' : states.includes('processing') ? 'processing' : 'failed';
    const problem = end.outcome === 'failed' ? { problem: end.code } : {};
    await this.documents.change(tx, { id: documentId, collectionId }, { state, ...problem, changedAt: this.clock.now() });
  }

  private record(tx: Tx, documentId: string, outcome: 'success' | 'failed', code?: string): Promise<void> {
    const why = code !== undefined && isAuditCode(code) ? { code } : {};
    const object = { type: 'document', id: documentId };
    return this.audit.record(tx, { actor: 'system', action: 'knowledge.ingested', object, outcome, ...why });
  }
}
