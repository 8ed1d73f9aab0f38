import type { Permission } from '#contracts/auth/people/roles.js';
import { forbidden, unauthenticated } from '#platform/http/problem.js';

export interface Scraper {
  /** Null for a visitor. */
  readonly permissions: ReadonlySet<Permission> | null;
  /** Address at the other end of the socket. */
  readonly peer: string;
  /** Names of the request's headers, in lower case. */
  readonly headers: readonly string[];
  /** Whether it knows the secret of `monitoring.scrapeTokenFile`. */
  readonly hasScrapeToken: boolean;
}

const forwarding = /^(x-forwarded-|forwarded$|x-real-ip$|via$|cf-|true-client-ip$)/;

/** Whether a request comes from this very host: a loopback peer, and no proxy in between that lends its own address. */
export function isFromThisHost(scraper: Pick<Scraper, 'peer' | 'headers'>): boolean {
  const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(scraper.peer);
  return loopback && !scraper.headers.some((name) => forwarding.test(name));
}

export function assertMayScrape(scraper: Scraper): void {
  if (scraper.hasScrapeToken || isFromThisHost(scraper)) return;
  if (!scraper.permissions) throw unauthenticated();
  if (!scraper.permissions.has('metrics:read')) throw forbidden();
}
