import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import type { AbandonedJob, JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { rightsJobs } from '../requests/fulfilments.js';
import { RequestRepository, type KeptRequest } from '../requests/request.repository.js';
import { RightsSettings } from '../rights.settings.js';
import { Collection } from './collection.js';
import { PackageRepository } from './package.repository.js';
import { packageZip } from './package-zip.js';

const partBytes = 1024 * 1024;
const dayMs = 86_400_000;

/** Collects a person's data into a package, and completes the request with it. */
@Injectable()
export class PackageJob implements OnModuleInit {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly requests: RequestRepository,
    private readonly packages: PackageRepository,
    private readonly collection: Collection,
    private readonly log: AuditFacade,
    private readonly signing: AuditReadingFacade,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.jobs.perform({
      name: rightsJobs.package,
      permission: 'rights:handle',
      handle: (run) => this.handle(run),
      abandon: (tx, job) => this.abandon(tx, job),
    });
  }

  private async handle(run: JobRun): Promise<void> {
    const request = run.objectId === null ? null : await this.requests.byId(run.objectId);
    if (request === null || request.subjectId === null || request.closedAt !== null)
      return this.transactions.run((tx) => run.complete(tx));
    await this.transactions.run((tx) => this.packages.discardParts(tx, request.id));
    const { bytes, sha256 } = await this.write(run, request, request.subjectId);
    const madeAt = this.clock.now();
    const expiresAt = new Date(madeAt.getTime() + this.settings.of(RightsSettings).packageDays * dayMs);
    await this.transactions.run(async (tx) => {
      await this.packages.publish(tx, { requestId: request.id, bytes, sha256, madeAt, expiresAt });
      await this.requests.note(tx, { requestId: request.id, at: madeAt, what: 'package-made', byAccount: null });
      await this.requests.note(tx, { requestId: request.id, at: madeAt, what: 'completed', byAccount: null });
      await this.requests.change(tx, request.id, { state: 'completed', closedAt: madeAt });
      await this.audit.record(tx, {
        actor: 'system',
        action: 'rights-package.made',
        object: { type: 'rights-request', id: request.id },
        outcome: 'success',
        detail: { bytes },
        subjectId: request.subjectId!,
      });
      await run.complete(tx, { requestId: request.id });
    });
  }

  private async write(run: JobRun, request: KeptRequest, subjectId: string): Promise<{ bytes: number; sha256: string }> {
    await this.log.sign(); // the first package of an installation may come before its first checkpoint
    const zip = packageZip(this.collection.filesOf(subjectId, request.type), {
      requestId: request.id,
      createdAt: this.clock.now(),
      keys: await this.signing.verifierKeys(),
      sign: (sha256) => this.signing.attest({ kind: 'rights-package', id: request.id, sha256 }),
    });
    const hash = createHash('sha256');
    let [waiting, bytes, position] = [[] as Uint8Array[], 0, 0];
    let size = 0;
    const flush = async (): Promise<void> => {
      const content = Buffer.concat(waiting);
      [waiting, size] = [[], 0];
      await this.packages.addPart(request.id, position++, content);
    };
    for await (const chunk of zip) {
      hash.update(chunk);
      bytes += chunk.length;
      size += chunk.length;
      waiting.push(chunk);
      if (size < partBytes) continue;
      await flush();
      await run.progress({ message: 'Collecting data', done: Math.round(bytes / 1024), total: null, unit: 'KiB' });
    }
    if (size > 0) await flush();
    return { bytes, sha256: hash.digest('hex') };
  }

  /** The request can be approved again. */
  private async abandon(tx: Tx, { objectId }: AbandonedJob): Promise<void> {
    if (objectId === null) return;
    const request = await this.requests.hold(tx, objectId);
    if (request?.state !== 'in-progress') return;
    await this.packages.discardParts(tx, objectId);
    await this.requests.change(tx, objectId, { state: 'identity-confirmed' });
    await this.requests.note(tx, { requestId: objectId, at: this.clock.now(), what: 'failed', byAccount: null });
  }
}
