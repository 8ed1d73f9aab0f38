import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FinishSso, SignedIn } from '#contracts/auth.js';
import type { OwnSso } from '#contracts/sso.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { notFound, unauthenticated } from '#platform/http/problem.js';
import { currentRequestId } from '#platform/http/request-context.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { lastWayIn, setUpFirst, ssoLinkRefused, ssoRefused } from '../auth.errors.js';
import { Notices } from '../notices/notices.service.js';
import { SetUpService } from '../sign-in/set-up.service.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { SsoAccounts } from './sso-accounts.js';
import { SsoProvider } from './sso-provider.js';
import { SsoRepository, type SsoAttempt } from './sso.repository.js';

type Answered = Extract<SsoAttempt, { step: 'answered' }>;

/**
 * Signing in with another house's account, in three steps: off to the provider, back from it (another site sends the browser, so no
 * cookie of a session is there), and a request of this site, which alone begins a session. Nothing of a step works twice.
 */
@Injectable()
export class SsoService {
  constructor(
    private readonly provider: SsoProvider,
    private readonly kept: SsoRepository,
    private readonly people: SsoAccounts,
    private readonly accounts: AccountsRepository,
    private readonly setUp: SetUpService,
    private readonly signIn: SignInService,
    private readonly stepUp: StepUpService,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** `linkTo`: who wants to join the identity to their account; null to sign in with it. */
  async start(linkTo: Actor | null): Promise<{ readonly location: string; readonly key: string }> {
    if (this.provider.label === null) throw notFound();
    if (await this.setUp.isNeeded()) throw setUpFirst();
    if (linkTo) await this.stepUp.requireRecent(linkTo);
    const { location, ...checks } = await this.provider.begin();
    const attempt = { step: 'sent', linkUserId: linkTo?.id ?? null, ...checks } as const;
    return { location, key: await this.transactions.run((tx) => this.kept.keep(tx, attempt)) };
  }

  /** The provider's answer. Answers the key of the next step, or null when it was refused; the attempt is used up in any case. */
  async takeAnswer(key: string | null, query: string): Promise<{ readonly key: string; readonly isLink: boolean } | null> {
    const sent = key === null ? null : await this.transactions.run((tx) => this.kept.take(tx, key));
    if (sent?.step !== 'sent') return this.refused('sso-not-started');
    const identity = await this.provider.redeem(query, sent);
    if (!identity) return this.refused('sso-answer-refused');
    const answered = { step: 'answered', linkUserId: sent.linkUserId, identity } as const;
    const next = await this.transactions.run((tx) => this.kept.keep(tx, answered));
    return { key: next, isLink: sent.linkUserId !== null };
  }

  async finish(request: Request, key: string | null, factor: FinishSso): Promise<SignedIn> {
    const answered = await this.answeredBy(key);
    if (!key || !answered || answered.linkUserId !== null) throw await this.refusal('sso-not-started');
    const known = await this.people.find(answered.identity);
    if (known?.state === 'disabled') throw await this.refusal('disabled', known.id);
    if (known) await this.signIn.checkSecondFactor(request, known.id, factor);
    const userId = await this.transactions.run(async (tx) => {
      if (!(await this.kept.take(tx, key))) throw ssoRefused();
      return this.people.arrive(tx, known, answered.identity);
    });
    return this.signIn.enter(request, userId, null, 'single-sign-on');
  }

  async link(tx: Tx, actor: Actor, key: string | null): Promise<OwnSso> {
    const answered = key === null ? null : await this.kept.take(tx, key);
    if (answered?.step !== 'answered' || answered.linkUserId !== actor.id) throw ssoLinkRefused();
    await this.stepUp.requireRecent(actor);
    const linkedAt = await this.kept.link(tx, actor.id, answered.identity);
    await this.notices.tell(tx, actor.id, 'sso.linked');
    return { label: this.provider.label, linkedAt: linkedAt.toISOString() };
  }

  async unlink(tx: Tx, actor: Actor): Promise<void> {
    await this.stepUp.requireRecent(actor);
    if (!(await this.accounts.byId(actor.id))!.hasPassword) throw lastWayIn(); // a passkey can be lost
    if (!(await this.kept.unlink(tx, actor.id))) throw notFound();
    await this.notices.tell(tx, actor.id, 'sso.unlinked');
  }

  async own(actor: Actor): Promise<OwnSso> {
    return { label: this.provider.label, linkedAt: (await this.kept.linkedAt(actor.id))?.toISOString() ?? null };
  }

  private async answeredBy(key: string | null): Promise<Answered | null> {
    const attempt = key === null ? null : await this.kept.attempt(key);
    return attempt?.step === 'answered' ? attempt : null;
  }

  private async refusal(reason: string, userId?: string): Promise<Error> {
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor: null,
        action: 'session.refused',
        ...(userId === undefined ? {} : { object: { type: 'user', id: userId } }),
        outcome: 'denied',
        reason,
        requestId: currentRequestId(),
      }),
    );
    return ssoRefused();
  }

  private async refused(reason: string): Promise<null> {
    await this.refusal(reason);
    return null;
  }
}

/** Who is signed in, for a step that only they can take. */
export function mustBeSignedIn(visitor: Actor | null): Actor {
  if (!visitor) throw unauthenticated();
  return visitor;
}
