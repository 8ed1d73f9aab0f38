import { Inject, Injectable } from '@nestjs/common';
import type { AccessReview, ReviewedAccount } from '#contracts/rights/access-reviews.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import { ACCOUNT_ACCESS, type AccountAccess } from '#platform/rights/account-access.js';
import { AccessReviewRepository, type KeptItem, type KeptReview } from './access-review.repository.js';
import { isOverdue, shownDecision } from './access-review.rules.js';

/** Reviews and their accounts as they are shown, with the names of today. */
@Injectable()
export class AccessReviewView {
  constructor(
    private readonly reviews: AccessReviewRepository,
    @Inject(ACCOUNT_ACCESS) private readonly access: AccountAccess,
    private readonly clock: Clock,
    @Inject(PEOPLE) private readonly people: People,
  ) {}

  async review(review: KeptReview): Promise<AccessReview> {
    const counts = await this.reviews.counts(review.id);
    const awaiting = (await this.pendingOf(review.id)).size;
    return {
      id: review.id,
      state: review.closedAt === null ? 'open' : 'closed',
      roles: [...review.roles],
      startedAt: review.startedAt.toISOString(),
      startedBy: await this.people.of(review.startedBy),
      dueAt: review.dueAt.toISOString(),
      overdue: isOverdue(review, this.clock.now()),
      progress: {
        total: Object.values(counts).reduce((sum, count) => sum + count, 0),
        undecided: (counts['undecided'] ?? 0) - awaiting,
        awaiting,
        confirmed: counts['confirmed'] ?? 0,
        changed: counts['changed'] ?? 0,
        disabled: counts['disabled'] ?? 0,
        inactive: counts['inactive'] ?? 0,
        nobodyElse: counts['nobody-else'] ?? 0,
      },
      closedAt: review.closedAt?.toISOString() ?? null,
      closedBy: review.closedBy === null ? null : await this.people.of(review.closedBy),
    };
  }

  async accounts(reviewId: string, items: readonly KeptItem[], readerId: string): Promise<ReviewedAccount[]> {
    const people = items.flatMap(({ accountId, decidedBy }) => (decidedBy === null ? [accountId] : [accountId, decidedBy]));
    const [now, pending] = await Promise.all([this.access.now([...new Set(people)]), this.pendingOf(reviewId)]);
    const named = (id: string) => {
      const { username = null, displayName = null } = now.get(id) ?? {};
      return { id, username, displayName };
    };
    return items.map((item) => ({
      account: named(item.accountId),
      role: item.role,
      roleNow: now.get(item.accountId)?.role ?? null,
      lastSignedInAt: item.lastSignedInAt?.toISOString() ?? null,
      mfaEnrolled: item.mfaEnrolled,
      tokens: item.tokens,
      dormant: item.dormant,
      own: item.accountId === readerId,
      decision: shownDecision(item, pending),
      roleAfter: item.roleAfter,
      decidedBy: item.decidedBy === null ? null : named(item.decidedBy),
      decidedAt: item.decidedAt?.toISOString() ?? null,
    }));
  }

  private async pendingOf(reviewId: string): Promise<ReadonlySet<string>> {
    return this.access.pendingAmong(await this.reviews.approvalsAsked(reviewId));
  }
}
