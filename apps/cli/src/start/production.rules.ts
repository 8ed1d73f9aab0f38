/** What of an installation decides whether it may run in production. */
export interface ProductionFacts {
  readonly publicUrl: string | null;
  readonly trustedProxies: readonly string[];
  /** Files with secrets that other users of the machine can read, with their modes. */
  readonly openFiles: readonly { readonly file: string; readonly mode: number }[];
}

/** What makes production unsafe, each with what to do about it; empty when nothing does. */
export function productionFaults({ publicUrl, trustedProxies, openFiles }: ProductionFacts): string[] {
  const faults = openFiles.map(
    ({ file, mode }) =>
      `${file} holds secrets and is open to other users of this machine (mode ${(mode & 0o777).toString(8)}): chmod 600 ${file}`,
  );
  const address = publicUrl === null ? null : new URL(publicUrl);
  if (address?.protocol === 'http:' && !isThisMachine(address.hostname))
    faults.push(
      `PUBLIC_URL is ${address.origin}: passwords and answers would cross the network unencrypted. Put a proxy with TLS in front of Chat Man (docs/deployment.md) and set PUBLIC_URL to its https:// address`,
    );
  if (address?.protocol === 'https:' && trustedProxies.length === 0)
    faults.push(
      'PUBLIC_URL is an https:// address, so a proxy answers there, but http.trustedProxies names none: everyone would count as one address. ' +
        'Set "http": { "trustedProxies": ["loopback"] } in config/settings.json for a proxy on this machine, or its address or network',
    );
  return faults;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}
