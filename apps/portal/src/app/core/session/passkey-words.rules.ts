/** What the library says went wrong (`code`), or the browser itself (`name`). */
export interface PasskeyFailure {
  readonly code?: string;
  readonly name: string;
}

/** What was to be done, and where: a passkey is bound to one address. */
export interface PasskeyAttempt {
  readonly act: 'add' | 'use';
  readonly boundTo: string;
}

/** Why a browser has no passkeys: it knows none, or it gives them to safe pages only. */
export function noPasskeyWords(isSafePage: boolean): string {
  return isSafePage
    ? 'This browser cannot use passkeys. Please take a current version of another one, or another way to sign in.'
    : 'Passkeys need a safe connection, and this page came without one. Please open Chat Man at its https address.';
}

/** A browser takes passkeys of a host on its own pages and on those of the names below it. */
export function fitsHost(here: string, boundTo: string | null): boolean {
  return boundTo !== null && (here === boundTo || here.endsWith(`.${boundTo}`));
}

export function elsewhereWords(boundTo: string): string {
  return `Passkeys work only at the address that Chat Man is set up for, “${boundTo}”. Please open it there.`;
}

/** Why a passkey was not added or used, and what to do. */
export function passkeyWords(failure: PasskeyFailure, { act, boundTo }: PasskeyAttempt): string {
  switch (failure.code) {
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return 'This device or key holds a passkey for your account already. Nothing was changed.';
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
      return elsewhereWords(boundTo);
    case 'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT':
    case 'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG':
      return 'This key cannot keep a passkey. Please take another one, or this device itself.';
  }
  if (failure.name === 'NotAllowedError') {
    return act === 'add'
      ? 'No passkey was added: the browser’s question was closed, or it took too long. Please try again when you are ready.'
      : 'No passkey was used: the browser’s question was closed, it took too long, or there is none for Chat Man here.';
  }
  return act === 'add'
    ? 'The device could not make a passkey. Nothing was changed; please try again, or take another device or key.'
    : 'The device could not use a passkey. Please try again, or take another way.';
}
