import type { Certificate } from '#transparency/certificate/certificate.js';
import { isOverdue, type ItemFacts, type ReviewTimes } from './access-review.rules.js';

export interface ReportedReview extends ReviewTimes {
  readonly id: string;
  readonly roles: readonly string[];
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly closedAt: Date;
  readonly closedBy: string;
}

export interface ReportedItem extends Omit<ItemFacts, 'approvalId'> {
  readonly role: string;
  readonly lastSignedInAt: Date | null;
  readonly mfaEnrolled: boolean;
  readonly tokens: number;
  readonly dormant: boolean;
  readonly roleAfter: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** What is signed when a review is closed: every account by id with what was reviewed and decided. Names and reasons are not in it. */
export function accessReviewReport(
  review: ReportedReview,
  items: readonly ReportedItem[],
  checkpoint: string | null,
): Certificate {
  return {
    kind: 'access-review',
    id: review.id,
    body: {
      roles: [...review.roles],
      startedAt: review.startedAt.toISOString(),
      startedBy: review.startedBy,
      dueAt: review.dueAt.toISOString(),
      closedAt: review.closedAt.toISOString(),
      closedBy: review.closedBy,
      late: isOverdue(review, review.closedAt),
      decisions: items.map((item) => ({
        account: item.accountId,
        role: item.role,
        lastSignedInAt: item.lastSignedInAt?.toISOString() ?? null,
        secondFactor: item.mfaEnrolled,
        tokens: item.tokens,
        dormant: item.dormant,
        decision: item.state,
        roleAfter: item.roleAfter,
        decidedBy: item.decidedBy,
        decidedAt: item.decidedAt?.toISOString() ?? null,
      })),
      checkpoint,
    },
  };
}
