import { Injectable } from '@nestjs/common';
import type { OwnSso } from '#contracts/auth/sso.js';
import type { Actor } from '#platform/access/actor.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { lastSignInMethod, ssoLinkRefused } from '../auth.errors.js';
import { Notices } from '../notices/notices.service.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { SsoProvider } from './sso-provider.js';
import { SsoRepository } from './sso.repository.js';

/** The link between an account and the one at the provider, which its owner makes and removes. */
@Injectable()
export class SsoLink {
  constructor(
    private readonly provider: SsoProvider,
    private readonly kept: SsoRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly notices: Notices,
  ) {}

  async link(tx: Tx, actor: Actor, key: string | null): Promise<OwnSso> {
    const answered = key === null ? null : await this.kept.take(tx, key);
    if (answered?.step !== 'answered' || answered.flow.purpose !== 'link') throw ssoLinkRefused();
    if (answered.flow.userId !== actor.id) throw ssoLinkRefused();
    await this.accounts.hold(tx, actor.id);
    await this.sessions.requireActive(tx, actor);
    const linkedAt = await this.kept.link(tx, actor.id, answered.identity);
    await this.notices.notify(tx, actor.id, 'sso.linked');
    return { label: this.provider.label, linkedAt: linkedAt.toISOString() };
  }

  async unlink(tx: Tx, actor: Actor): Promise<void> {
    if (!(await this.accounts.byId(actor.id))!.hasPassword) throw lastSignInMethod(); // a passkey can be lost
    if (!(await this.kept.unlink(tx, actor.id))) throw notFound();
    await this.notices.notify(tx, actor.id, 'sso.unlinked');
  }

  async own(actor: Actor): Promise<OwnSso> {
    return { label: this.provider.label, linkedAt: (await this.kept.linkedAt(actor.id))?.toISOString() ?? null };
  }
}
