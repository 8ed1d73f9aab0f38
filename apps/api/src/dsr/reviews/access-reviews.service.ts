import { Inject, Injectable } from '@nestjs/common';
import { Role } from '#contracts/auth/people/roles.js';
import type {
  AccessReview,
  AccessReviewList,
  ReviewedAccountList,
  ReviewedAccountQuery,
  StartAccessReview,
} from '#contracts/rights/access-reviews.js';
import { Id, type PageQuery } from '#contracts/common.js';
import type { AuditedCall, IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage, type Keyset } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { Ids } from '#platform/ids.js';
import { ACCOUNT_ACCESS, type AccountAccess } from '#platform/rights/account-access.js';
import { RightsSettings } from '../rights.settings.js';
import { nobodyToReview, reviewClosed } from './access-review.errors.js';
import { AccessReviewRepository, type KeptItem, type KeptReview } from './access-review.repository.js';
import { dueAfter, nextDueAt } from './access-review.rules.js';
import { AccessReviewView } from './access-review-view.js';

const byAccount: Keyset<Pick<KeptItem, 'accountId'>, string> = {
  cursorAt: ({ accountId }) => accountId,
  positionOf: (cursor) => (Id.safeParse(cursor).success ? cursor : null),
};

/** Reviews of access: started, read, and when the next is due. Decisions: `AccessDecisions`; the end: `AccessReviewClosing`. */
@Injectable()
export class AccessReviews {
  constructor(
    private readonly reviews: AccessReviewRepository,
    private readonly view: AccessReviewView,
    @Inject(ACCOUNT_ACCESS) private readonly access: AccountAccess,
    private readonly transactions: KeyedTransactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async list(query: PageQuery): Promise<AccessReviewList> {
    const page = await readPage(query, byId, (after, most) => this.reviews.page(after, most));
    const shown = await shownPage(page, (review) => this.view.review(review));
    const isOpen = (await this.reviews.open()) !== null;
    return { ...shown, nextDueAt: isOpen ? null : ((await this.nextDueAt())?.toISOString() ?? null) };
  }

  async one(id: string): Promise<AccessReview> {
    return this.view.review(await this.kept(id));
  }

  async accounts({ actor, audit }: AuditedCall, id: string, query: ReviewedAccountQuery): Promise<ReviewedAccountList> {
    await this.kept(id);
    const { items, nextCursor } = await readPage(query, byAccount, (after, most) =>
      this.reviews.itemPage(id, query, after, most),
    );
    audit.add({ object: { type: 'access-review', id }, detail: { accounts: items.length } });
    return { items: await this.view.accounts(id, items, actor.id), nextCursor };
  }

  /** The accounts as they are now; those that come later are in the next review. */
  async start({ actor, key }: IdempotentCall, { roles, days }: StartAccessReview): Promise<AccessReview> {
    const id = await this.transactions.run(key, { objectId: null }, async (tx) => {
      const startedAt = this.clock.now();
      const review = {
        id: this.ids.next(),
        roles: Role.options.filter((role) => roles?.includes(role) ?? true),
        startedBy: actor.id,
        startedAt,
        dueAt: dueAfter(startedAt, days ?? this.settings.of(RightsSettings).accessReviewDays),
      };
      await this.reviews.add(tx, review);
      const accounts = await this.addAccounts(tx, review);
      if (accounts === 0) throw nobodyToReview();
      await this.audit.record(tx, {
        actor,
        action: 'access-review.started',
        object: { type: 'access-review', id: review.id },
        outcome: 'success',
        detail: { accounts, roles: review.roles },
      });
      return review.id;
    });
    return this.one(id);
  }

  /** When the next one has to be finished, while none is open. */
  async nextDueAt(): Promise<Date | null> {
    const since = (await this.reviews.lastClosed())?.closedAt ?? (await this.access.firstMadeAt());
    return nextDueAt(since, this.settings.of(RightsSettings).accessReviewEveryDays);
  }

  /** @throws Problem `not-found` */
  async kept(id: string): Promise<KeptReview> {
    const review = await this.reviews.byId(id);
    if (!review) throw notFound();
    return review;
  }

  /** Open, and locked until the transaction ends. @throws Problem `not-found`, `review-closed` */
  async held(tx: Tx, id: string): Promise<KeptReview> {
    const review = await this.reviews.hold(tx, id);
    if (!review) throw notFound();
    if (review.closedAt !== null) throw reviewClosed();
    return review;
  }

  private async addAccounts(tx: Tx, review: Pick<KeptReview, 'id' | 'roles'>): Promise<number> {
    let count = 0;
    for await (const batch of this.access.of(tx, review.roles)) {
      const items = batch.map(({ id, role, lastSignedInAt, mfaEnrolled, tokens, isDormant }) => ({
        ...{ reviewId: review.id, accountId: id, role, lastSignedInAt, mfaEnrolled, tokens },
        ...{ dormant: isDormant, state: 'undecided' as const },
      }));
      await this.reviews.addItems(tx, items);
      count += items.length;
    }
    return count;
  }
}
