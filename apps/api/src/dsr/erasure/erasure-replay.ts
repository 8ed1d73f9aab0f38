import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { underHold } from '#platform/retention/under-hold.js';
import { Log } from '#platform/logging/log.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { rightsJobs } from '../requests/fulfilments.js';
import { RequestRepository } from '../requests/request.repository.js';
import { Erasure } from './erasure.js';
import { ErasureRepository } from './erasure.repository.js';

/**
 * At the start: repeats erasures on rows that a restored backup brought back, and goes on with erasures whose job was given up, or of which
 * a legal hold kept a part that is free now. The keys of those who were erased as a whole are gone for good already, since a restore takes them and the list of erased people from the newest keyring copy.
 */
@Injectable()
export class ErasureReplay implements OnApplicationBootstrap {
  constructor(
    private readonly erasure: Erasure,
    private readonly repository: ErasureRepository,
    private readonly requests: RequestRepository,
    private readonly jobs: TrackedJobs,
    private readonly transactions: Transactions,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const people = await this.erasure.leftBehind();
    for (const id of people) await this.repeat(id);
    if (people.length > 0) this.log.info('erasures were repeated after a restore', { people: people.length });
    for (const id of await this.repository.givenUp(rightsJobs.erasure)) await this.resume(id);
    await this.eraseFreed();
  }

  /** A hold may have named the person after they were gone: its rows stay, unreadable without their keys, and nothing fails over it. */
  private async repeat(subjectId: string): Promise<void> {
    try {
      await this.transactions.run((tx) => this.erasure.erase(tx, subjectId));
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== underHold().code) throw cause;
      this.log.warn('an erasure could not be repeated after a restore, since a legal hold names the person');
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
