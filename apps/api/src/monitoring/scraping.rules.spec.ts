import { describe, expect, it } from 'vitest';
import { assertMayScrape, isFromThisHost } from './scraping.rules.js';

describe('scraping metrics', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])('lets a scraper at %s in without an account', (peer) => {
    expect(isFromThisHost({ peer, headers: ['host', 'accept'] })).toBe(true);
  });

  it.each(['10.0.0.1', '192.168.1.4', '::ffff:10.0.0.1', ''])('does not take %s for this host', (peer) => {
    expect(isFromThisHost({ peer, headers: [] })).toBe(false);
  });

  it.each(['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via'])(
    'does not count as loopback behind %s',
    (header) => {
      expect(isFromThisHost({ peer: '127.0.0.1', headers: ['host', header] })).toBe(false);
    },
  );

  it('asks a visitor from elsewhere to sign in, and a person without the permission to stay out', () => {
    const away = { peer: '10.0.0.1', headers: [] };
    expect(() => assertMayScrape({ hasScrapeToken: false, ...away, permissions: null })).toThrow(
      expect.objectContaining({ code: 'unauthenticated' }),
    );
    expect(() => assertMayScrape({ hasScrapeToken: false, ...away, permissions: new Set(['chat:converse']) })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(() => assertMayScrape({ hasScrapeToken: false, ...away, permissions: new Set(['metrics:read']) })).not.toThrow();
  });
});

it('lets the token of the file in from anywhere', () => {
  expect(() =>
    assertMayScrape({ permissions: null, peer: '203.0.113.7', headers: ['authorization'], hasScrapeToken: true }),
  ).not.toThrow();
});
