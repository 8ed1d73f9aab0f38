// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { htmlForm } from './html-form.js';
import { aCitation, aPlaced, written } from '../testing.js';

/** As much of the browser's page as is asked for here; the compiler knows no browser in this half. */
interface PageElement {
  readonly localName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  getAttributeNames(): string[];
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement> & { readonly length: number };
}
const { DOMParser } = globalThis as unknown as {
  DOMParser: new () => { parseFromString(html: string, type: string): PageElement };
};

const page = async (...given: Parameters<typeof written> extends [unknown, ...infer Rest] ? Rest : never) =>
  new DOMParser().parseFromString(await written(htmlForm, ...given), 'text/html');

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</style><script>alert(1)</script>',
  '</main><iframe src="https://evil.test"></iframe>',
  '![x](https://evil.test/?leak)',
  '[x](javascript:alert(1))',
  '[x](  JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>1</script>)',
  '[x](https://bank.test@evil.test/)',
  '[x](https://a.test/"onmouseover="alert(1))',
  '<https://a.test/"onmouseover=alert(1)>',
  '[ref]\n\n[ref]: javascript:alert(1)',
  '```"><script>alert(1)</script>\nx\n```',
  '| a |\n|--|\n| <svg onload=alert(1)> |',
  '\ufdd01\ufdd0⸨\ufdd01\ufdd0⸩',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<link rel=stylesheet href=https://evil.test><style>*{background:url(https://evil.test)}</style>',
  '\u001b[31mred\u001b[0m \u{e0041}\u{e0042} \u202etxt',
].join('\n\n');

describe('a page of hostile words', () => {
  it('holds no element or attribute that loads, runs or sends anything', async () => {
    const heading = { title: hostile, folder: hostile, tags: [hostile], systemPrompt: hostile };
    const citations = [aCitation({ title: hostile, heading: hostile, quote: hostile })];
    const message = { content: hostile, citations, model: hostile, errorCode: hostile, status: 'failed' as const };
    const document = await page([aPlaced(message), aPlaced({ role: 'user', content: hostile })], heading);
    const names = new Set([...document.querySelectorAll('*')].map((element) => element.localName));
    for (const name of ['script', 'img', 'iframe', 'svg', 'link', 'object', 'embed', 'form', 'base', 'input'])
      expect(names).not.toContain(name);
    const attributes = new Set([...document.querySelectorAll('body *')].flatMap((element) => element.getAttributeNames()));
    expect([...attributes].sort()).toEqual([
      'aria-label',
      'class',
      'datetime',
      'dir',
      'href',
      'id',
      'open',
      'rel',
      'role',
      'tabindex',
    ]);
    const addresses = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href')!);
    expect(addresses.filter((address) => !/^(?:https:\/\/a\.test\/|#m\d)/.test(address))).toEqual([]);
    expect(document.querySelectorAll('style')).toHaveLength(1);
    expect(document.querySelectorAll('meta[http-equiv]')).toHaveLength(1);
  });

  it('says that it may load and run nothing, and its one style is allowed by its hash', async () => {
    const document = await page([]);
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')!.getAttribute('content')!;
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(document.querySelector('style')!.textContent));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'sha256-${Buffer.from(digest).toString('base64')}'`);
  });

  it('shows what cannot be seen as a mark', async () => {
    const text = (await page([aPlaced({ content: 'a\u001b[31m \u{e0041}\u{e0042}b \u202ec' })])).querySelector(
      '.words',
    )!.textContent;
    expect(text.trim()).toBe('a␛[31m ▯b ▯c');
  });

  it.each([
    ['one long word', 'x'.repeat(1_000_000)],
    ['open brackets', '['.repeat(50_000)],
    ['open emphasis', '*a **b '.repeat(7_000)],
    ['nested quotes', '> '.repeat(25_000)],
    ['nested lists', '- '.repeat(25_000)],
    ['open links', '[a]('.repeat(12_500)],
    ['backticks', '`a``'.repeat(10_000)],
    ['angle brackets', '<a '.repeat(16_600)],
    ['nested by lines', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth % 30)}- a`).join('\n')],
    ['table cells', `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${`|${'b|'.repeat(1_000)}\n`.repeat(20)}`],
  ])('is made in good time of %s', async (_, content) => {
    const before = performance.now();
    await written(htmlForm, [aPlaced({ content })]);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('a page', () => {
  it('shows Markdown, and each mark leads to its source', async () => {
    const content = '**Seven** are kept. [1]\n\n- a\n- b\n\n`[1]` and [1] are text\n\n| a | b |\n|---|--:|\n| 1 | 2 |';
    const citations = [aCitation({ places: [content.indexOf('[1]')] })];
    const document = await page([aPlaced({ content, citations })]);
    const words = document.querySelector('.words')!;
    expect(words.querySelector('strong')!.textContent).toBe('Seven');
    expect(words.querySelectorAll('li')).toHaveLength(2);
    expect(words.querySelectorAll('th, td')).toHaveLength(4);
    const marks = [...words.querySelectorAll('sup a')];
    expect(marks.map((mark) => document.querySelector(mark.getAttribute('href')!)!.textContent)).toEqual([
      expect.stringMatching(/Handbook, Backups, page 3[^]*Seven backups[^]*Quote found in the source/),
    ]);
  });

  it('says what is damaged, unfinished or another version instead of passing it off as an answer', async () => {
    const document = await page([
      aPlaced({ content: 'Damaged record', damaged: true }),
      aPlaced({ content: 'half', status: 'interrupted' }, 1),
    ]);
    const [damaged, half] = [...document.querySelectorAll('article')].map((article) => article.textContent);
    expect(damaged).toContain('This message is damaged and can’t be opened.');
    expect(damaged).not.toContain('Damaged record');
    expect(half).toContain('Another version, after message 1');
    expect(half).toContain('interrupted before it was complete');
  });
});
