import type { ProviderPlace } from '#contracts/provider.js';

/**
 * Where a provider runs. Only a loopback address tells by itself, and even it can be the end of a tunnel; so what the settings say goes
 * before. Any other address counts as outside until somebody says otherwise.
 */
export function placeOfProvider(baseUrl: string, said: ProviderPlace | null): ProviderPlace {
  return said ?? (isLoopback(new URL(baseUrl).hostname) ? 'this-host' : 'outside');
}

/** By the host of a parsed address, which is in lower case, and has any IPv4 address in dotted form and IPv6 in brackets. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/u.test(host);
}
