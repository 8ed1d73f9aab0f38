import { Service, inject } from '@angular/core';
import type { Assertion, NewCredential, PasskeyCreation } from '#contracts/auth/factors/passkeys.js';
import { ApiProblem } from '../../api/api-problem.js';
import { SignInMethodsStore } from '../sign-in-methods-store.js';
import { elsewhereWords, fitsHost, noPasskeyWords, passkeyWords, type PasskeyAttempt } from './passkey-words.rules.js';
import { SessionApi } from '../session-api.js';

/**
 * What the browser does with passkeys. The library that speaks WebAuthn comes over the line when somebody first wants one. A failure
 * is a problem like those of the API, with words to show.
 */
@Service()
export class Passkeys {
  private readonly api = inject(SessionApi);

  private readonly signInMethods = inject(SignInMethodsStore);

  /**
   * Whether passkeys can work here: this browser knows them, which only pages that came over a safe line may use, and this is the address
   * that they are bound to. Where that is not known yet, it is not held against them.
   */
  get areSupported(): boolean {
    const signInMethods = this.signInMethods.open();
    return (
      typeof PublicKeyCredential === 'function' &&
      (signInMethods === null || fitsHost(location.hostname, signInMethods.passkeyHost))
    );
  }

  /** For those without. */
  whyNot(): string {
    const host = this.signInMethods.open()?.passkeyHost;
    if (typeof PublicKeyCredential === 'function' && host) return elsewhereWords(host);
    return noPasskeyWords(isSecureContext);
  }

  /** Has the person choose one of their passkeys and prove to hold it. */
  async prove(): Promise<Assertion> {
    return this.answer(false);
  }

  /** Whether the browser can offer passkeys among the names that it fills in. */
  async canBeOffered(): Promise<boolean> {
    return this.areSupported && (await PublicKeyCredential.isConditionalMediationAvailable());
  }

  /** Offers passkeys in the field for the username; settles when one was chosen, with `null` when the offer was taken back. */
  async offer(): Promise<Assertion | null> {
    try {
      return await this.answer(true);
    } catch {
      return null; // nobody asked for it, so nobody is told
    }
  }

  /** Takes an offer back. */
  async takeBack(): Promise<void> {
    (await webAuthn()).WebAuthnAbortService.cancelCeremony();
  }

  /** Has the person make a new one. */
  async create(creation: PasskeyCreation): Promise<NewCredential> {
    const { startRegistration } = await this.library();
    const made = await told({ act: 'add', boundTo: creation.rp.id }, startRegistration({ optionsJSON: creation }));
    const { clientDataJSON, attestationObject } = made.response;
    return {
      id: made.id,
      rawId: made.rawId,
      type: made.type,
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject },
    };
  }

  private async answer(useBrowserAutofill: boolean): Promise<Assertion> {
    const { startAuthentication } = await this.library();
    const request = await this.api.askForPasskey();
    const given = await told(
      { act: 'use', boundTo: request.rpId },
      startAuthentication({ optionsJSON: request, useBrowserAutofill }),
    );
    const { clientDataJSON, authenticatorData, signature, userHandle } = given.response;
    return {
      id: given.id,
      rawId: given.rawId,
      type: given.type,
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature, userHandle: userHandle ?? null },
    };
  }

  private async library(): ReturnType<typeof webAuthn> {
    if (!this.areSupported) throw new ApiProblem(0, 'no-passkey-support', this.whyNot());
    return webAuthn();
  }
}

function webAuthn() {
  return import('@simplewebauthn/browser');
}

async function told<Answer>(attempt: PasskeyAttempt, asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (cause) {
    const { code, name } = cause as { code?: string; name: string };
    throw new ApiProblem(0, 'passkey-left', passkeyWords({ name, ...(code === undefined ? {} : { code }) }, attempt), { cause });
  }
}
