import { Inject, Injectable } from '@nestjs/common';
import type { VerifiedRegistrationResponse } from '@simplewebauthn/server';
import type {
  AddedPasskey,
  AddPasskey,
  NewCredential,
  Passkey,
  PasskeyCreation,
  PasskeyList,
} from '#contracts/auth/factors/passkeys.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { AccountKeys } from '../account/account-keys.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { lastSignInMethod, passkeyRefused, tooManyPasskeys } from '../auth.errors.js';
import { MfaService } from '../mfa/mfa.service.js';
import { Notices } from '../notices/notices.service.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { challengeIn } from './client-data.rules.js';
import { challengeWaits, PasskeysRepository, type KeptPasskey } from './passkeys.repository.js';
import { RelyingParty } from './relying-party.js';
import { webauthn } from './webauthn.js';

const mostPasskeys = 10;

/** COSE algorithms: Ed25519, ES256, RS256 (RFC 9053; RFC 8812). */
const algorithms = [-8, -7, -257];

type Registration = NonNullable<VerifiedRegistrationResponse['registrationInfo']>;

/** People's passkeys: added, renamed and removed after a fresh step-up. */
@Injectable()
export class PasskeysService {
  constructor(
    private readonly passkeys: PasskeysRepository,
    private readonly party: RelyingParty,
    private readonly keys: AccountKeys,
    private readonly accounts: AccountsRepository,
    private readonly deciders: DecidersRepository,
    private readonly sessions: SessionsRepository,
    private readonly mfa: MfaService,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(actor: Actor): Promise<PasskeyList> {
    return { items: (await this.passkeys.ofUser(actor.id)).map(shown), nextCursor: null };
  }

  async begin(actor: Actor): Promise<PasskeyCreation> {
    const known = await this.passkeys.ofUser(actor.id);
    const { username, displayName } = await this.accounts.namesById(actor.id);
    const options = await (
      await webauthn()
    ).generateRegistrationOptions({
      rpName: this.party.name,
      rpID: this.party.id,
      userName: username,
      userDisplayName: displayName,
      supportedAlgorithmIDs: algorithms,
    });
    const expiresAt = new Date(this.clock.now().getTime() + challengeWaits);
    await this.transactions.run((tx) => this.passkeys.ask(tx, options.challenge, actor.id, expiresAt));
    return {
      rp: { id: this.party.id, name: this.party.name },
      user: { ...options.user, id: (await this.keys.passkeyHandle(actor.id)).toString('base64url') },
      challenge: options.challenge,
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      timeout: challengeWaits,
      excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url'), type: 'public-key' })),
      // Kept by the authenticator, so that signing in needs no name.
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'preferred' },
      attestation: 'none',
    };
  }

  /** Uses the challenge up in any case. */
  async add(actor: Actor, { name, credential }: AddPasskey): Promise<AddedPasskey> {
    const registration = await this.verified(actor, credential);
    return this.transactions.run((tx) => this.keep(tx, actor, name, registration));
  }

  private async keep(tx: Tx, actor: Actor, name: string, registration: Registration): Promise<AddedPasskey> {
    if ((await this.passkeys.count(tx, actor.id)) >= mostPasskeys) throw tooManyPasskeys();
    await this.sessions.requireActive(tx, actor);
    const passkey = { id: this.ids.next(), userId: actor.id, name, createdAt: this.clock.now() };
    await this.passkeys.add(tx, {
      ...passkey,
      credentialId: Buffer.from(registration.credential.id, 'base64url'),
      publicKey: Buffer.from(registration.credential.publicKey),
      counter: registration.credential.counter,
    });
    if (actor.sessionId !== null) await this.sessions.noteFactor(tx, actor.sessionId, passkey.createdAt);
    await this.notices.notify(tx, actor.id, 'passkey.added', name);
    await this.audit.record(tx, {
      actor,
      action: 'passkey.added',
      object: { type: 'passkey', id: passkey.id },
      outcome: 'success',
    });
    return { ...shown({ ...passkey, lastUsedAt: null }), recoveryCodes: await this.mfa.firstRecoveryCodes(tx, actor.id) };
  }

  /** Needs a fresh step-up too: by name people recognise a passkey that is not theirs. */
  async rename(tx: Tx, actor: Actor, id: string, name: string): Promise<Passkey> {
    const renamed = await this.passkeys.rename(tx, actor.id, id, name);
    if (renamed === null) throw notFound();
    return shown(renamed);
  }

  async remove(tx: Tx, actor: Actor, id: string): Promise<void> {
    await this.accounts.hold(tx, actor.id); // of two passkeys that go at the same moment, each would see the other one stay
    const name = await this.passkeys.remove(tx, actor.id, id);
    if (name === null) throw notFound();
    if (!(await this.deciders.canSignIn(tx, actor.id))) throw lastSignInMethod();
    await this.mfa.dropIdleRecoveryCodes(tx, actor.id);
    await this.notices.notify(tx, actor.id, 'passkey.removed', name);
  }

  private async verified(actor: Actor, credential: NewCredential): Promise<Registration> {
    const challenge = challengeIn(credential.response.clientDataJSON);
    if (challenge === null) throw passkeyRefused();
    const now = this.clock.now();
    if (!(await this.transactions.run((tx) => this.passkeys.takeChallenge(tx, challenge, actor.id, now)))) throw passkeyRefused();
    const answer = await this.verify(credential, challenge);
    if (!answer.verified) throw passkeyRefused();
    return answer.registrationInfo;
  }

  private async verify(credential: NewCredential, challenge: string): Promise<VerifiedRegistrationResponse> {
    const { clientDataJSON, attestationObject } = credential.response;
    const { id, rawId, type } = credential;
    const { verifyRegistrationResponse } = await webauthn();
    try {
      return await verifyRegistrationResponse({
        response: { id, rawId, type, clientExtensionResults: {}, response: { clientDataJSON, attestationObject } },
        expectedChallenge: challenge,
        expectedOrigin: this.party.origin,
        expectedRPID: this.party.id,
        requireUserVerification: false,
        supportedAlgorithmIDs: algorithms,
      });
    } catch (error) {
      throw passkeyRefused({ cause: error });
    }
  }
}

function shown({ id, name, createdAt, lastUsedAt }: Pick<KeptPasskey, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>): Passkey {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
