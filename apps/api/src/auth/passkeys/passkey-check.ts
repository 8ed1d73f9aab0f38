import { Inject, Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { PasskeyRequest } from '#contracts/auth/factors/passkey-request.js';
import type { Assertion } from '#contracts/auth/factors/passkeys.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { AccountKeys } from '../account/account-keys.js';
import { Notices } from '../notices/notices.service.js';
import { challengeIn } from './client-data.rules.js';
import { challengeWaits, PasskeysRepository, type KeptPasskey } from './passkeys.repository.js';
import { RelyingParty } from './relying-party.js';
import { webauthn } from './webauthn.js';

/** `person`: the authenticator asked its owner for a PIN or a finger, so it is two factors in one. `presence`: a touch alone. */
export type ProofOf = 'person' | 'presence';

/** Whether an answer to a challenge was signed by a passkey that we know. */
@Injectable()
export class PasskeyCheck {
  constructor(
    private readonly passkeys: PasskeysRepository,
    private readonly party: RelyingParty,
    private readonly keys: AccountKeys,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  /** The same for everybody: it does not reveal which passkeys exist. */
  async ask(): Promise<PasskeyRequest> {
    const { challenge } = await (await webauthn()).generateAuthenticationOptions({ rpID: this.party.id });
    const expiresAt = new Date(this.clock.now().getTime() + challengeWaits);
    await this.transactions.run((tx) => this.passkeys.ask(tx, challenge, null, expiresAt));
    return { challenge, rpId: this.party.id, timeout: challengeWaits, userVerification: 'preferred' };
  }

  /** The owner of the passkey that answered, or null. Uses the challenge up in any case. */
  async holderOf(assertion: Assertion, proof: ProofOf): Promise<string | null> {
    const challenge = challengeIn(assertion.response.clientDataJSON);
    if (challenge === null) return null;
    const now = this.clock.now();
    if (!(await this.transactions.run((tx) => this.passkeys.takeChallenge(tx, challenge, null, now)))) return null;
    const passkey = await this.passkeys.byCredential(Buffer.from(assertion.id, 'base64url'));
    if (!passkey || !(await this.isOwners(passkey, assertion))) return null;
    const counter = await this.verifiedCounter(passkey, assertion, challenge, proof);
    if (counter === null) return null;
    return this.transactions.run(async (tx) => {
      if (await this.passkeys.use(tx, passkey.id, counter, now)) return passkey.userId;
      await this.reportCopy(tx, passkey);
      return null;
    });
  }

  /** The counter that the authenticator signed, or null when the signature or what it is about does not fit. */
  private async verifiedCounter(
    { publicKey }: KeptPasskey,
    assertion: Assertion,
    challenge: string,
    proof: ProofOf,
  ): Promise<number | null> {
    const { verifyAuthenticationResponse } = await webauthn();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: plain(assertion),
        expectedChallenge: challenge,
        expectedOrigin: this.party.origin,
        expectedRPID: this.party.id,
        requireUserVerification: proof === 'person',
        // The counter is compared in the database, where of two uses at one moment only one can be right.
        credential: { id: assertion.id, publicKey: new Uint8Array(publicKey), counter: 0 },
      });
      return verified ? authenticationInfo.newCounter : null;
    } catch {
      return null; // the library throws for every mismatch; the sender gets one refusal for all of them
    }
  }

  /** The handle is not signed, but a browser that shows another account than we sign in must not go on. */
  private async isOwners({ userId }: KeptPasskey, { response }: Assertion): Promise<boolean> {
    if (!response.userHandle) return true;
    const sent = Buffer.from(response.userHandle, 'base64url');
    const right = await this.keys.passkeyHandle(userId);
    return sent.length === right.length && timingSafeEqual(sent, right);
  }

  private async reportCopy(tx: Tx, { id, userId, name }: KeptPasskey): Promise<void> {
    await this.notices.notify(tx, userId, 'passkey.copied', name);
    await this.audit.record(tx, {
      actor: null,
      action: 'passkey.copied',
      object: { type: 'passkey', id },
      outcome: 'denied',
      code: 'counter-did-not-grow',
      subjectId: userId,
    });
  }
}

/** As the library expects it: absent where the browser sent null. */
function plain({ authenticatorAttachment, response: { userHandle, ...response }, ...assertion }: Assertion) {
  return {
    ...assertion,
    ...(authenticatorAttachment ? { authenticatorAttachment } : {}),
    clientExtensionResults: {},
    response: { ...response, ...(userHandle ? { userHandle } : {}) },
  };
}
