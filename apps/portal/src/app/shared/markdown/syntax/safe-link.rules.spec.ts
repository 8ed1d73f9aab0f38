import { plainCharacters } from './entities.rules.js';
import { safeLink } from './safe-link.rules.js';

describe('a link in an answer', () => {
  it.each([
    ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
    ['mailto:office@example.org', 'mailto:office@example.org'],
  ])('may be followed: %s', (href, address) => {
    expect(safeLink(href)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '/api/auth/logout',
    '//elsewhere.example',
    'https://bank.example@elsewhere.example',
    'blob:https://example.org/1',
  ])('may not: %s', (href) => {
    expect(safeLink(href)).toBeNull();
  });
});

describe('character references', () => {
  it.each([
    ['a &lt; b &amp; c', 'a < b & c'],
    ['&#8364; &#x20AC; &euro;', '€ € €'],
    ['&nope; &#0; &#x110000;', '&nope; &#0; &#x110000;'],
  ])('%s', (text, plain) => {
    expect(plainCharacters(text)).toBe(plain);
  });
});
