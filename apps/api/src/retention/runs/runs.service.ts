import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type {
  RetentionRun,
  RetentionRunPage,
  RetentionRunQuery,
  RetentionRunStarted,
  StartRetentionRun,
} from '#contracts/retention/retention.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { SECOND_PERSON, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Settings } from '#platform/config/settings/settings.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { RetentionSettings } from '../retention.settings.js';
import { PreviewService } from './preview.service.js';
import { retentionOff } from './run.errors.js';
import { RunRepository, type RunRecord } from './run.repository.js';
import { StartingRuns } from './starting-runs.js';

const Bulk = z.strictObject({ objects: z.number() });
type Bulk = z.infer<typeof Bulk>;

/** Runs that people ask for, and what came of all of them. */
@Injectable()
export class RunsService {
  private readonly act: TwoPersonAct<Bulk> = {
    action: 'retention.run',
    parse: (parameters) => Bulk.parse(parameters),
    summary: ({ objects }) =>
      `A retention run will remove what is past its time: ${objects} objects when this was requested. What a legal hold keeps stays.`,
    run: async (tx, _, { actor, reason }) => void (await this.starting.start(tx, { trigger: 'person', actor, reason })),
  };

  constructor(
    private readonly runs: RunRepository,
    private readonly starting: StartingRuns,
    private readonly previews: PreviewService,
    private readonly settings: Settings,
    private readonly transactions: KeyedTransactions,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
  ) {
    secondPerson.register(this.act);
  }

  async list(query: RetentionRunQuery): Promise<RetentionRunPage> {
    const page = await readPage(query, byId, (after, limit) => this.runs.page(after, limit));
    return shownPage(page, (run) => this.shown(run));
  }

  /** Starts a run, or requests it where more would go than one person may remove. @throws Problem `retention-run-under-way`, `retention-off` */
  async start({ actor, key }: IdempotentCall, { reason }: StartRetentionRun): Promise<RetentionRunStarted | AwaitingApproval> {
    const { enabled, secondPersonAbove } = this.settings.of(RetentionSettings);
    if (!enabled) throw retentionOff();
    const objects = (await this.previews.preview()).items.reduce((sum, each) => sum + each.objects, 0);
    const outcome = await this.transactions.run(key, { objectId: null }, async (tx) => {
      if (objects > secondPersonAbove) {
        const asking = { parameters: { objects }, reason: reason ?? 'Removes what is past its time' };
        return { approval: await this.secondPerson.ask(tx, actor, this.act, asking), id: null };
      }
      return { approval: null, id: await this.starting.start(tx, { trigger: 'person', actor, reason }) };
    });
    if (outcome.approval) return { approval: outcome.approval };
    const [newest] = outcome.id === null ? await this.runs.page(null, 1) : [await this.runs.byId(outcome.id)];
    const run = await this.shown(newest!);
    return { run, job: { id: run.jobId! } };
  }

  private async shown({ requestedBy, startedAt, finishedAt, steps, ...run }: RunRecord): Promise<RetentionRun> {
    return {
      ...run,
      requestedBy: requestedBy === null ? null : await this.people.of(requestedBy),
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      steps: steps.map((step) => ({ ...step, collection: step.collectionId, cutoff: step.cutoff.toISOString() })),
    };
  }
}
