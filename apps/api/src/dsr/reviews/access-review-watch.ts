import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { GivesEvidence, jsonEvidence, type EvidenceFile, type EvidenceSource } from '#platform/evidence/evidence.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { RaisesAlerts, type AlertSource, type Condition } from '#platform/monitoring/alert-source.js';
import { AccessReviewClosing } from './access-review-closing.service.js';
import { AccessReviewRepository } from './access-review.repository.js';
import { conditionOf } from './access-review.rules.js';
import { AccessReviews } from './access-reviews.service.js';
import { AccessReviewView } from './access-review-view.js';

/** Reports of so many reviews go into an evidence pack: five years of quarters. */
const reportsGiven = 20;

/** Reminds of a review that ends soon or is missing, and shows auditors those that were made. */
@Injectable()
@RaisesAlerts({ rules: ['access-review-due'] })
@GivesEvidence({ words: 'access reviews' })
export class AccessReviewWatch implements OnApplicationBootstrap, AlertSource, EvidenceSource {
  constructor(
    private readonly jobs: Jobs,
    private readonly repository: AccessReviewRepository,
    private readonly reviews: AccessReviews,
    private readonly closing: AccessReviewClosing,
    private readonly view: AccessReviewView,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'rights.settle-access-review', cron: '12 * * * *', handle: () => this.settle() });
  }

  /** Accounts that went meanwhile do not have to be decided. */
  async settle(): Promise<void> {
    const open = await this.repository.open();
    if (open) await this.transactions.run((tx) => this.closing.settleInactive(tx, open.id));
  }

  async conditions(now: Date): Promise<Condition[]> {
    const open = await this.repository.open();
    return open ? conditionOf(open.dueAt, true, now) : conditionOf(await this.reviews.nextDueAt(), false, now);
  }

  async *evidence(): AsyncGenerator<EvidenceFile> {
    const kept = await this.repository.page(null, reportsGiven);
    const reviews = await Promise.all(kept.map((review) => this.view.review(review)));
    yield jsonEvidence('access-reviews/reviews.json', {
      nextDueAt: (await this.reviews.nextDueAt())?.toISOString() ?? null,
      reviews: reviews.map(({ startedBy, closedBy, ...review }) => ({
        ...review,
        startedBy: startedBy.id,
        closedBy: closedBy?.id ?? null,
      })),
    });
    for (const { id, closedAt } of kept)
      if (closedAt !== null) yield { path: `access-reviews/${id}.json`, text: await this.closing.report(id) };
  }
}
