// Measures a running Chat Man with Lighthouse: `node measure.mjs --url http://localhost:3001 [--username mara]`, with the password of
// that account in CHAT_MAN_LIGHTHOUSE_PASSWORD. Without an account only the pages before sign-in are measured. Ends with 1 when a
// score is below the goal.
import { launch } from 'chrome-launcher';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import lighthouse, { desktopConfig } from 'lighthouse';

const goal = 95;
const categories = ['performance', 'accessibility', 'best-practices'];
const chromes = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const { values } = parseArgs({
  options: { url: { type: 'string', default: 'http://localhost:3001' }, username: { type: 'string' } },
});

const chrome = await launch({
  chromePath: chromes.find((path) => path !== undefined && existsSync(path)),
  chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
try {
  const rows = [];
  for (const [form, config] of [
    ['phone', undefined],
    ['desktop', desktopConfig],
  ]) {
    rows.push(await measure('/sign-in', form, config, {}));
    if (values.username !== undefined) rows.push(await measure('/chat', form, config, { Cookie: await cookie() }));
  }
  console.table(Object.fromEntries(rows));
  const isBelow = rows.some(([, scores]) => categories.some((category) => scores[category] < goal));
  console.log(isBelow ? `Below the goal of ${goal}.` : `Every score is at least ${goal}.`);
  process.exitCode = isBelow ? 1 : 0;
} finally {
  chrome.kill();
}

async function measure(path, form, config, extraHeaders) {
  const options = { port: chrome.port, onlyCategories: categories, extraHeaders, logLevel: 'error' };
  const { lhr } = await lighthouse(values.url + path, options, config);
  for (const audit of Object.values(lhr.audits)) {
    const weighs = categories.some((name) => lhr.categories[name].auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0));
    if (weighs && audit.score !== null && audit.score < 0.9)
      console.log(`${path} (${form}): ${audit.title} ${audit.displayValue ?? ''}`);
  }
  return [
    `${path} (${form})`,
    Object.fromEntries(categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)])),
  ];
}

async function cookie() {
  const response = await fetch(`${values.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: values.username, password: process.env['CHAT_MAN_LIGHTHOUSE_PASSWORD'] ?? '' }),
  });
  if (!response.ok) throw new Error(`Sign-in was refused with ${response.status}.`);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}
