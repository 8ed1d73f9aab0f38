import { Service, inject } from '@angular/core';
import type { ChangePassword, FinishSso, Register, SetUp, SignIn } from '#contracts/auth/auth.js';
import { SignInMethods } from '#contracts/auth/sign-in-methods.js';
import { DraftKey } from '#contracts/auth/drafts.js';
import { Me } from '#contracts/auth/me.js';
import { PasskeyRequest } from '#contracts/auth/factors/passkey-request.js';
import type { Assertion } from '#contracts/auth/factors/passkeys.js';
import { Start } from '#contracts/auth/start.js';
import { type SsoPurpose, SsoStarted } from '#contracts/auth/sso.js';
import type { Waiting } from '#contracts/auth/waiting.js';
import { PortalApi } from '../api/portal-api.js';

/** The calls about the session and the account. */
@Service()
export class SessionApi {
  private readonly api = inject(PortalApi);
  private begun: (Pick<Start, 'draftKey'> & { readonly waiting: Waiting | null }) | null = null;

  signInMethods(): Promise<SignInMethods> {
    return this.api.read('/auth/sign-in-methods', SignInMethods, { background: true });
  }

  /** All that a page needs at its start in one call, an act of the person. What is not asked for here is kept until it is, once. */
  async start(): Promise<Me> {
    const begun = await this.api.read('/auth/start', Start);
    this.begun = begun;
    return begun.me;
  }

  /** The waiting counts from the start call; null once used. */
  takeFirstWaiting(): Waiting | null {
    const waiting = this.begun?.waiting ?? null;
    if (this.begun !== null) this.begun = { ...this.begun, waiting: null };
    return waiting;
  }

  /** Counts as an act of the person unless `background`. */
  me(options: { readonly background: boolean }): Promise<Me> {
    return this.api.read('/auth/me', Me, options);
  }

  signIn(body: SignIn): Promise<void> {
    return this.api.tell('/auth/login', { method: 'POST', body });
  }

  /** A challenge for whichever passkey the person chooses. */
  askForPasskey(): Promise<PasskeyRequest> {
    return this.api.read('/auth/passkeys/request', PasskeyRequest, { method: 'POST', background: true });
  }

  signInByPasskey(passkey: Assertion): Promise<void> {
    return this.api.tell('/auth/passkeys/sign-in', { method: 'POST', body: { passkey } });
  }

  /** Where the browser has to go: the provider of single sign-on. */
  async startSso(purpose: SsoPurpose): Promise<string> {
    return (await this.api.read('/auth/sso/start', SsoStarted, { method: 'POST', body: { purpose } })).location;
  }

  finishSso(factor: FinishSso): Promise<void> {
    return this.api.tell('/auth/sso/finish', { method: 'POST', body: factor });
  }

  /** With which what the person typed and did not send is sealed in this browser. */
  async draftKey(): Promise<string> {
    const key = this.begun?.draftKey ?? null;
    if (this.begun !== null) this.begun = { ...this.begun, draftKey: null };
    return key ?? (await this.api.read('/auth/draft-key', DraftKey, { background: true })).key;
  }

  signOut(): Promise<void> {
    return this.api.tell('/auth/logout', { method: 'POST' });
  }

  setUp(body: SetUp): Promise<void> {
    return this.api.tell('/auth/setup', { method: 'POST', body });
  }

  register(body: Register): Promise<void> {
    return this.api.tell('/auth/register', { method: 'POST', body });
  }

  changePassword(body: ChangePassword): Promise<void> {
    return this.api.tell('/auth/password', { method: 'POST', body });
  }
}
