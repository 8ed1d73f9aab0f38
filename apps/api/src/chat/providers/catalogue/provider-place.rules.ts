import type { ProviderPlace } from '#contracts/chat/provider.js';

/**
 * Where a provider runs. Only a loopback address is evidence by itself, and even it can be the end of a tunnel; so the settings take
 * precedence. Any other address counts as outside unless configured otherwise.
 */
export function placeOfProvider(baseUrl: string, said: ProviderPlace | null): ProviderPlace {
  return said ?? (isLoopback(new URL(baseUrl).hostname) ? 'this-host' : 'outside');
}

/** By the host of a parsed address, which is in lower case, and has any IPv4 address in dotted form and IPv6 in brackets. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/u.test(host);
}
