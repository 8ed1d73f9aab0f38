import { Inject, Injectable } from '@nestjs/common';
import type { AccessReview } from '#contracts/rights/access-reviews.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { ACCOUNT_ACCESS, type AccountAccess } from '#platform/rights/account-access.js';
import { attestationOf, certificateText } from '#transparency/certificate/certificate.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { reviewOpen, reviewUnfinished } from './access-review.errors.js';
import { AccessReviewRepository, type KeptItem } from './access-review.repository.js';
import { accessReviewReport } from './access-review-report.rules.js';
import { AccessReviews } from './access-reviews.service.js';

/** The end of a review, once every account is decided, and its report: signed with the audit log's key, verifiable with the file alone. */
@Injectable()
export class AccessReviewClosing {
  constructor(
    private readonly repository: AccessReviewRepository,
    private readonly reviews: AccessReviews,
    @Inject(ACCOUNT_ACCESS) private readonly access: AccountAccess,
    private readonly keyed: KeyedTransactions,
    private readonly transactions: Transactions,
    private readonly log: AuditFacade,
    private readonly reading: AuditReadingFacade,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async close({ actor, key }: IdempotentCall, id: string): Promise<AccessReview> {
    await this.keyed.run(key, { objectId: id }, async (tx) => {
      await this.reviews.held(tx, id);
      await this.settleInactive(tx, id);
      await this.settleLone(tx, id);
      await this.repository.close(tx, id, this.clock.now(), actor.id);
      await this.audit.record(tx, {
        actor,
        action: 'access-review.closed',
        object: { type: 'access-review', id },
        outcome: 'success',
      });
      return null;
    });
    await this.report(id);
    return this.reviews.one(id);
  }

  /** As it was signed; signed now, where the process was killed between closing and signing. */
  async report(id: string): Promise<string> {
    const review = await this.reviews.kept(id);
    const { closedAt, closedBy, certificate } = review;
    if (certificate !== null) return certificate;
    if (closedAt === null || closedBy === null) throw reviewOpen();
    await this.log.sign(); // so that the checkpoint speaks for the decisions
    const report = accessReviewReport({ ...review, closedAt, closedBy }, await this.items(id), await this.reading.checkpoint());
    const note = await this.reading.attest(attestationOf(report));
    const text = certificateText(report, note, await this.reading.verifierKeys());
    return this.transactions.run((tx) => this.repository.certify(tx, id, text));
  }

  /** Accounts that were disabled or erased otherwise need no decision. */
  async settleInactive(tx: Tx, id: string): Promise<void> {
    const undecided = (await this.repository.undecided(tx, id)).map(({ accountId }) => accountId);
    const active = await this.access.activeAmong(tx, undecided);
    const inactive = undecided.filter((account) => !active.has(account));
    if (inactive.length > 0) await this.repository.settle(tx, id, inactive, 'inactive');
  }

  /** The account of the only reviewer stays undecided, and the report says so. @throws Problem `review-unfinished` */
  private async settleLone(tx: Tx, id: string): Promise<void> {
    const left = await this.repository.undecided(tx, id);
    for (const { accountId, approvalId } of left) {
      if (approvalId !== null && (await this.access.pendingAmong([approvalId])).size > 0) throw reviewUnfinished();
      if (await this.access.hasOtherDecider(tx, accountId)) throw reviewUnfinished();
    }
    if (left.length > 0)
      await this.repository.settle(
        tx,
        id,
        left.map(({ accountId }) => accountId),
        'nobody-else',
      );
  }

  private async items(id: string): Promise<KeptItem[]> {
    const size = 1_000;
    const items: KeptItem[] = [];
    for (let more = true; more;) {
      const page = await this.repository.itemPage(id, {}, items.at(-1)?.accountId ?? null, size);
      items.push(...page);
      more = page.length === size;
    }
    return items;
  }
}
