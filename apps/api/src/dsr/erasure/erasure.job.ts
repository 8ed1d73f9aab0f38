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
import { RetentionFacade } from '../../retention/retention.facade.js';
import { rightsJobs } from '../requests/fulfilments.js';
import { RequestRepository, type KeptRequest } from '../requests/request.repository.js';
import { erasureCertificate, heldUnder } from './erasure-certificate.rules.js';
import type { KeptRows } from './erasure.entity.js';
import { Erasure } from './erasure.js';
import { sumOf } from './erasure.rules.js';
import { ErasureRepository, type ErasureState } from './erasure.repository.js';

const underHoldReason = 'A legal hold keeps it for legal claims. It is erased by itself when the hold ends.';

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
    private readonly retention: RetentionFacade,
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
    if (request === null || request.subjectId === null) return this.transactions.run((tx) => run.complete(tx));
    await run.progress({ message: 'Erasing rows and keys', done: 0, total: 3, unit: 'steps' });
    const begun = await this.eraseWhatIsLeft(run, { ...request, subjectId: request.subjectId });
    if (begun === null) return;
    await run.progress({ message: 'Bringing copies in line', done: 1, total: 3, unit: 'steps' });
    const copiesAt = begun.copiesAt ?? (await this.bringCopiesInLine(run, request.id));
    await run.progress({ message: 'Certifying', done: 2, total: 3, unit: 'steps' });
    await this.certify(run, request, { ...begun, copiesAt });
  }

  /** How far it is then; null where nothing is left to do now, and the job is over. */
  private async eraseWhatIsLeft(
    run: JobRun,
    request: KeptRequest & { readonly subjectId: string },
  ): Promise<ErasureState | null> {
    const state = await this.repository.stateOf(request.id);
    if (state === null && request.closedAt === null) return this.eraseOrRefuse(run, request, request.subjectId);
    if (state !== null && state.certificate === null) return state;
    if (state !== null && state.kept !== null && state.restErasedAt === null) return this.eraseRest(run, state);
    await this.transactions.run((tx) => run.complete(tx));
    return null;
  }

  /** What a hold had kept, once none does. Null where one does again: then it stays, until that one ends. */
  private async eraseRest(run: JobRun, before: ErasureState): Promise<ErasureState | null> {
    return this.transactions.run(async (tx) => {
      const kept = await this.retention.keptOf(tx, before.subjectId);
      if (kept.length > 0) {
        await run.complete(tx);
        return null;
      }
      const rest = await this.erasure.erase(tx, before.subjectId);
      const restErasedAt = this.clock.now();
      const sum = { rows: sumOf(before.rows, rest.rows), keys: before.keys + rest.keys, restErasedAt };
      await this.repository.finishRest(tx, before, sum);
      await this.requests.note(tx, { requestId: before.requestId, at: restErasedAt, what: 'rest-erased', byAccount: null });
      return { ...before, ...sum, copiesAt: null, certificate: null };
    });
  }

  /** Null where a legal hold keeps it: then the request is refused under Art. 17(3), and nothing was erased. */
  private async eraseOrRefuse(run: JobRun, request: KeptRequest, subjectId: string): Promise<ErasureState | null> {
    try {
      return await this.transactions.run(async (tx) => {
        await this.accounts.close(tx, subjectId);
        const erased = await this.erasure.erase(tx, subjectId);
        const erasedAt = this.clock.now();
        const state = { requestId: request.id, subjectId, erasedAt, ...erased };
        await this.repository.begin(tx, state);
        await this.requests.note(tx, { requestId: request.id, at: erasedAt, what: 'erased', byAccount: null });
        if (erased.kept !== null) await this.noteKept(tx, request, erased.kept);
        return { ...state, copiesAt: null, certificate: null, restErasedAt: null, partCertificate: null };
      });
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== underHold().code) throw cause;
      await this.refuse(run, request);
      return null;
    }
  }

  private async noteKept(tx: Tx, { id }: KeptRequest, { conversations }: KeptRows): Promise<void> {
    const many = conversations.length === 1 ? 'one conversation' : `${conversations.length} conversations`;
    const what = `${many} with messages and feedback, the name of the account, and details of audit events`;
    await this.requests.limit(tx, id, [{ article: heldUnder, what, reason: underHoldReason }]);
    const entry = { requestId: id, at: this.clock.now(), what: 'partly-kept', byAccount: null, note: underHoldReason } as const;
    await this.requests.note(tx, entry);
  }

  private async refuse(run: JobRun, { id }: KeptRequest): Promise<void> {
    const reason =
      'The data has to be kept for legal claims. It is erased when that is no longer so and the request is made again.';
    await this.transactions.run(async (tx) => {
      const at = this.clock.now();
      await this.requests.limit(tx, id, [{ article: heldUnder, what: 'the erasure as a whole', reason }]);
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
    const limitations = await this.requests.limitationsOf([request.id]);
    const partial = limitations.filter(({ reason }) => state.restErasedAt === null || reason !== underHoldReason);
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
      if (request.closedAt === null) {
        await this.requests.note(tx, { requestId: request.id, at, what: 'completed', byAccount: null });
        await this.requests.change(tx, request.id, { state: 'completed', closedAt: at });
      }
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
