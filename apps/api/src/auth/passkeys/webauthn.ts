/** Loaded when the first passkey is used: with its certificates and ASN.1 it takes some 25 MB, which a house without passkeys never needs. */
export function webauthn(): Promise<typeof import('@simplewebauthn/server')> {
  return import('@simplewebauthn/server');
}
