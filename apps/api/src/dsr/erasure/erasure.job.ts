import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import type { AbandonedJob, JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { underHold } from '#platform/retention/under-hold.js';
import { SUBJECT_ACCOUNTS, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { SubjectDataProviders } from '#platform/rights/subject-data.js';
import { attestationOf, certificateText } from '#transparency/certificate/certificate.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { rightsJobs } from '../requests/fulfilments.js';
import { RequestRepository, type KeptRequest } from '../requests/request.repository.js';
import { erasureCertificate } from './erasure-certificate.rules.js';
import { Erasure } from './erasure.js';
import { ErasureRepository, type ErasureState } from './erasure.repository.js';

/**
 * Carries an approved erasure out in three durable steps: the database, the copies outside it, the certificate. A run that ends anywhere is
 * followed by one that goes on from there.
 */
@Injectable()
export class ErasureJob implements OnModuleInit {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly requests: RequestRepository,
    private readonly repository: ErasureRepository,
    private readonly erasure: Erasure,
    private readonly providers: SubjectDataProviders,
    private readonly log: AuditFacade,
    private readonly signing: AuditReadingFacade,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.jobs.perform({
      name: rightsJobs.erasure,
      permission: 'rights:handle',
      handle: (run) => this.handle(run),
      abandon: (tx, job) => this.abandon(tx, job),
    });
  }

  private async handle(run: JobRun): Promise<void> {
    const request = run.objectId === null ? null : await this.requests.byId(run.objectId);
    if (request === null || request.subjectId === null || request.closedAt !== null)
      return this.transactions.run((tx) => run.complete(tx));
    await run.progress({ message: 'Erasing rows and keys', done: 0, total: 3, unit: 'steps' });
    const begun = (await this.repository.stateOf(request.id)) ?? (await this.eraseOrRefuse(run, request, request.subjectId));
    if (begun === null) return;
    await run.progress({ message: 'Bringing copies in line', done: 1, total: 3, unit: 'steps' });
    const copiesAt = begun.copiesAt ?? (await this.bringCopiesInLine(run, request.id));
    await run.progress({ message: 'Certifying', done: 2, total: 3, unit: 'steps' });
    await this.certify(run, request, { ...begun, copiesAt });
  }

  /** Null where a legal hold keeps it: then the request is refused under Art. 17(3), and nothing was erased. */
  private async eraseOrRefuse(run: JobRun, request: KeptRequest, subjectId: string): Promise<ErasureState | null> {
    try {
      return await this.transactions.run(async (tx) => {
        await this.accounts.close(tx, subjectId);
        const { rows, keys } = await this.erasure.erase(tx, subjectId);
        const erasedAt = this.clock.now();
        const state = { requestId: request.id, subjectId, erasedAt, rows, keys };
        await this.repository.begin(tx, state);
        await this.requests.note(tx, { requestId: request.id, at: erasedAt, what: 'erased', byAccount: null });
        return { ...state, copiesAt: null, certificate: null };
      });
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== underHold().code) throw cause;
      await this.refuse(run, request);
      return null;
    }
  }

  private async refuse(run: JobRun, { id }: KeptRequest): Promise<void> {
    const reason =
      'The data has to be kept for legal claims. It is erased when that is no longer so and the request is made again.';
    await this.transactions.run(async (tx) => {
      const at = this.clock.now();
      await this.requests.limit(tx, id, [{ article: '17(3)(e)', what: 'the erasure as a whole', reason }]);
      await this.requests.note(tx, { requestId: id, at, what: 'refused', byAccount: null, note: reason });
      await this.requests.change(tx, id, { state: 'refused', closedAt: at });
      await run.complete(tx);
    });
  }

  private async bringCopiesInLine(run: JobRun, requestId: string): Promise<Date> {
    for (const { data } of this.providers.all()) await data.afterErasure?.(run.signal);
    const copiesAt = this.clock.now();
    await this.transactions.run((tx) => this.repository.noteCopies(tx, requestId, copiesAt));
    return copiesAt;
  }

  private async certify(run: JobRun, request: KeptRequest, state: ErasureState & { readonly copiesAt: Date }): Promise<void> {
    await this.log.sign(); // so that the checkpoint speaks for the erasure
    const copies = this.providers.all().flatMap(({ words, data }) => (data.afterErasure ? [words] : []));
    const partial = await this.requests.limitationsOf([request.id]);
    const certificate = erasureCertificate({
      ...state,
      receivedAt: request.receivedAt,
      copies,
      partial,
      checkpoint: await this.signing.checkpoint(),
    });
    const note = await this.signing.attest(attestationOf(certificate));
    const text = certificateText(certificate, note, await this.signing.verifierKeys());
    await this.transactions.run(async (tx) => {
      const at = this.clock.now();
      await this.repository.certify(tx, request.id, text);
      await this.requests.note(tx, { requestId: request.id, at, what: 'completed', byAccount: null });
      await this.requests.change(tx, request.id, { state: 'completed', closedAt: at });
      await run.complete(tx, { requestId: request.id });
    });
  }

  /** Before anything was erased it can be approved again; after that it stays in progress, and the next start goes on. */
  private async abandon(tx: Tx, { objectId }: AbandonedJob): Promise<void> {
    if (objectId === null) return;
    const request = await this.requests.hold(tx, objectId);
    if (request?.state !== 'in-progress') return;
    await this.requests.note(tx, { requestId: objectId, at: this.clock.now(), what: 'failed', byAccount: null });
    if ((await this.repository.stateOf(objectId)) === null)
      await this.requests.change(tx, objectId, { state: 'identity-confirmed' });
  }
}
