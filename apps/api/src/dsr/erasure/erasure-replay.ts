import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { underHold } from '#platform/retention/under-hold.js';
import { Log } from '#platform/logging/log.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { SUBJECT_ACCOUNTS, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { SubjectDataProviders } from '#platform/rights/subject-data.js';
import { rightsJobs } from '../requests/fulfilments.js';
import { RequestRepository } from '../requests/request.repository.js';
import { Erasure } from './erasure.js';
import { ErasureRepository } from './erasure.repository.js';

/**
 * At the start: repeats erasures on rows that a restored backup brought back, and goes on with erasures whose job was given up, or of which
 * a legal hold kept a part that is free now. The keys of those who were erased as a whole are gone for good already, and both lists of erased
 * people are those of the newest keyring copy, since a restore takes them from there.
 */
@Injectable()
export class ErasureReplay implements OnApplicationBootstrap {
  constructor(
    private readonly erasure: Erasure,
    private readonly repository: ErasureRepository,
    private readonly requests: RequestRepository,
    private readonly jobs: TrackedJobs,
    private readonly transactions: Transactions,
    private readonly providers: SubjectDataProviders,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const people = await this.erasure.leftBehind();
    for (const id of people) await this.unlessHeld(() => this.transactions.run((tx) => this.erasure.erase(tx, id)));
    let parts = 0;
    for (const id of await this.erasure.inPart()) if (await this.unlessHeld(() => this.repeatPart(id))) parts++;
    if (people.length + parts > 0) this.log.info('erasures were repeated after a restore', { people: people.length, parts });
    for (const id of await this.repository.givenUp(rightsJobs.erasure)) await this.resume(id);
    await this.eraseFreed();
  }

  /** Of somebody of whom a hold keeps a part. Where none does any more, nothing of them stays. */
  private async repeatPart(subjectId: string): Promise<boolean> {
    const again = await this.transactions.run(async (tx) => {
      const erased = await this.erasure.eraseAgain(tx, subjectId);
      if (erased === null) return null;
      if (erased.kept === null) await this.repository.endPart(tx, subjectId, this.clock.now());
      else await this.accounts.close(tx, subjectId); // the backup knows a password
      return erased;
    });
    if (again?.kept === null)
      for (const { data } of this.providers.all()) await data.afterErasure?.(new AbortController().signal);
    return again !== null;
  }

  /** A hold may have named the person after they were gone: its rows stay, and nothing fails over it. */
  private async unlessHeld<Result>(repeat: () => Promise<Result>): Promise<Result | null> {
    try {
      return await repeat();
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== underHold().code) throw cause;
      this.log.warn('an erasure could not be repeated after a restore, since a legal hold names the person');
      return null;
    }
  }

  /** Starts on what legal holds kept of erased people, once they have ended. */
  async eraseFreed(): Promise<void> {
    for (const id of await this.repository.freed(rightsJobs.erasure)) await this.transactions.run((tx) => this.start(tx, id));
  }

  private async resume(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const request = await this.requests.hold(tx, requestId);
      if (request?.state === 'in-progress') await this.start(tx, requestId);
    });
  }

  private async start(tx: Tx, requestId: string): Promise<void> {
    await this.jobs.start(tx, { kind: rightsJobs.erasure, ownerId: null, scopeId: null, objectId: requestId });
  }
}
