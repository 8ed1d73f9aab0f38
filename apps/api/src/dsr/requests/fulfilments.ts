import { Inject, Injectable } from '@nestjs/common';
import type { CaseEvent, RequestState } from '#contracts/rights/requests.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { SUBJECT_ACCOUNTS, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { RequestRepository, type KeptRequest } from './request.repository.js';
import { fulfilmentOf } from './request.rules.js';
import { factsOf } from './request-view.js';

/** Names of the jobs that carry requests out. */
export const rightsJobs = { package: 'rights.package', erasure: 'rights.erase' } as const;

/** Carries out what was approved: within the approval, by a job, or not at all where an officer has to. */
@Injectable()
export class Fulfilments {
  constructor(
    private readonly requests: RequestRepository,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
    private readonly jobs: TrackedJobs,
    private readonly clock: Clock,
  ) {}

  /** Returns the state that the request is in then. `by` is null where nobody had to be asked. */
  async approve(
    tx: Tx,
    request: KeptRequest,
    { by, note }: { readonly by: string | null; readonly note?: string | undefined },
  ): Promise<RequestState> {
    await this.noted(tx, request, 'approved', by, note);
    const fulfilment = fulfilmentOf(factsOf(request));
    switch (fulfilment) {
      case 'by-hand':
        return this.settle(tx, request, 'approved');
      case 'package':
      case 'erasure':
        await this.jobs.start(tx, {
          kind: rightsJobs[fulfilment],
          ownerId: fulfilment === 'package' ? request.subjectId : null,
          scopeId: null,
          objectId: request.id,
        });
        await this.noted(tx, request, 'in-progress', null);
        return this.settle(tx, request, 'in-progress');
      default:
        await this.noted(tx, request, await this.carryOut(tx, request, fulfilment), null);
        await this.noted(tx, request, 'completed', null);
        return this.settle(tx, request, 'completed');
    }
  }

  private async carryOut(
    tx: Tx,
    { subjectId, details }: KeptRequest,
    fulfilment: 'names' | 'restriction' | 'objection',
  ): Promise<CaseEvent> {
    const id = subjectId!;
    switch (fulfilment) {
      case 'names':
        await this.accounts.correctNames(tx, id, { username: details?.username, displayName: details?.displayName });
        return 'names-corrected';
      case 'restriction':
        await this.accounts.restrict(tx, id, true);
        return 'restricted';
      case 'objection':
        await this.accounts.noteObjection(tx, id, true);
        return 'objected';
    }
  }

  private async settle(tx: Tx, { id }: KeptRequest, state: RequestState): Promise<RequestState> {
    await this.requests.change(tx, id, { state, ...(state === 'completed' ? { closedAt: this.clock.now() } : {}) });
    return state;
  }

  private noted(tx: Tx, { id }: KeptRequest, what: CaseEvent, byAccount: string | null, note?: string): Promise<void> {
    return this.requests.note(tx, { requestId: id, at: this.clock.now(), what, byAccount, note });
  }
}
