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

/** Why passkeys are unavailable: the browser does not support them, or the page is not secure. */
export function noPasskeyWords(isSafePage: boolean): string {
  return isSafePage
    ? $localize`This browser doesn’t support passkeys. Use a current version of another browser, or sign in another way.`
    : $localize`Passkeys need a secure connection. Open Chat Man at its https address.`;
}

/** A browser takes passkeys of a host on its own pages and on those of the names below it. */
export function fitsHost(here: string, boundTo: string | null): boolean {
  return boundTo !== null && (here === boundTo || here.endsWith(`.${boundTo}`));
}

export function elsewhereWords(boundTo: string): string {
  return $localize`Passkeys only work at the address Chat Man is set up for, “${boundTo}”. Open Chat Man there.`;
}

/** Why a passkey was not added or used, and what to do. */
export function passkeyWords(failure: PasskeyFailure, { act, boundTo }: PasskeyAttempt): string {
  switch (failure.code) {
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return $localize`This device or security key already has a passkey for your account. Nothing was changed.`;
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
      return elsewhereWords(boundTo);
    case 'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT':
    case 'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG':
      return $localize`This security key can’t store a passkey. Use another one, or this device.`;
  }
  if (failure.name === 'NotAllowedError') {
    return act === 'add'
      ? $localize`No passkey was added. The browser’s prompt was closed or timed out. Try again when you’re ready.`
      : $localize`No passkey was used. The browser’s prompt was closed or timed out, or this device has no passkey for Chat Man.`;
  }
  return act === 'add'
    ? $localize`The device couldn’t create a passkey. Nothing was changed. Try again, or use another device or security key.`
    : $localize`The device couldn’t use a passkey. Try again, or sign in another way.`;
}
