import { Service, inject } from '@angular/core';
import { SessionList, type Session } from '#contracts/auth/auth.js';
import { RecoveryCodes, TotpEnrolment } from '#contracts/auth/factors/mfa.js';
import { AddedPasskey, Passkey, PasskeyCreation, PasskeyList, type AddPasskey } from '#contracts/auth/factors/passkeys.js';
import { OwnSso } from '#contracts/auth/sso.js';
import { NoticeList } from '#contracts/auth/notices.js';
import { CreatedToken, TokenList, type CreateToken, type Token } from '#contracts/auth/tokens.js';
import { RoleRequest, RoleRequestList, type AskForRole } from '#contracts/auth/people/users.js';
import { PortalApi } from '../../core/api/portal-api.js';

/** What a person says to the accounts room about their own account. */
@Service()
export class AccountApi {
  private readonly api = inject(PortalApi);

  async sessions(): Promise<Session[]> {
    return (await this.api.read('/auth/sessions', SessionList)).items;
  }

  endSession(id: string): Promise<void> {
    return this.api.tell(`/auth/sessions/${id}`, { method: 'DELETE' });
  }

  /** All but the one that asks. */
  endOtherSessions(): Promise<void> {
    return this.api.tell('/auth/sessions', { method: 'DELETE' });
  }

  /** Own requests, newest first. */
  async roleRequests(): Promise<RoleRequest[]> {
    return (await this.api.read('/auth/role-requests?mine=true', RoleRequestList)).items;
  }

  askForRole(body: AskForRole): Promise<RoleRequest> {
    return this.api.read('/auth/role-requests', RoleRequest, { method: 'POST', once: true, body });
  }

  withdrawRoleRequest(id: string): Promise<void> {
    return this.api.tell(`/auth/role-requests/${id}`, { method: 'DELETE' });
  }

  beginSecondFactor(): Promise<TotpEnrolment> {
    return this.api.read('/auth/mfa/totp', TotpEnrolment, { method: 'POST', once: true });
  }

  async confirmSecondFactor(code: string): Promise<string[]> {
    return (await this.api.read('/auth/mfa/totp/confirm', RecoveryCodes, { method: 'POST', once: true, body: { code } })).codes;
  }

  async renewRecoveryCodes(): Promise<string[]> {
    return (await this.api.read('/auth/mfa/recovery-codes', RecoveryCodes, { method: 'POST', once: true })).codes;
  }

  removeSecondFactor(): Promise<void> {
    return this.api.tell('/auth/mfa/totp', { method: 'DELETE' });
  }

  async passkeys(): Promise<Passkey[]> {
    return (await this.api.read('/auth/passkeys', PasskeyList)).items;
  }

  beginPasskey(): Promise<PasskeyCreation> {
    return this.api.read('/auth/passkeys/creation', PasskeyCreation, { method: 'POST' });
  }

  addPasskey(body: AddPasskey): Promise<AddedPasskey> {
    return this.api.read('/auth/passkeys', AddedPasskey, { method: 'POST', body });
  }

  renamePasskey(id: string, name: string): Promise<Passkey> {
    return this.api.read(`/auth/passkeys/${id}`, Passkey, { method: 'PATCH', body: { name } });
  }

  removePasskey(id: string): Promise<void> {
    return this.api.tell(`/auth/passkeys/${id}`, { method: 'DELETE' });
  }

  sso(): Promise<OwnSso> {
    return this.api.read('/auth/sso', OwnSso);
  }

  /** After the provider has vouched for the person in this browser. */
  linkSso(): Promise<OwnSso> {
    return this.api.read('/auth/sso/link', OwnSso, { method: 'POST' });
  }

  unlinkSso(): Promise<void> {
    return this.api.tell('/auth/sso/link', { method: 'DELETE' });
  }

  async tokens(): Promise<Token[]> {
    return (await this.api.read('/auth/tokens', TokenList)).items;
  }

  createToken(body: CreateToken): Promise<CreatedToken> {
    return this.api.read('/auth/tokens', CreatedToken, { method: 'POST', once: true, body });
  }

  revokeToken(id: string): Promise<void> {
    return this.api.tell(`/auth/tokens/${id}`, { method: 'DELETE' });
  }

  notices(cursor: string | null): Promise<NoticeList> {
    return this.api.read(`/auth/notices?limit=50${cursor === null ? '' : `&cursor=${cursor}`}`, NoticeList);
  }

  markNoticesRead(ids: readonly string[]): Promise<void> {
    return this.api.tell('/auth/notices/read', { method: 'POST', body: { ids } });
  }
}
