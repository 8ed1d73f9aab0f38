// Measures a running Chat Man with Lighthouse: `node measure.mjs --url http://localhost:3001 [--username mara]`, with the password of
// that account in CHAT_MAN_LIGHTHOUSE_PASSWORD. Without an account only the pages before sign-in are measured. Each page is loaded `--runs`
// times (5) and the median of each score counts, as Lighthouse advises. Ends with 1 when one is below the goal. `blocked` is the total
// blocking time in milliseconds; `machine` is Lighthouse's figure for how fast this one was meanwhile: a phone's score counts from about 1500.
import { launch } from 'chrome-launcher';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import lighthouse, { desktopConfig } from 'lighthouse';

const goal = 95;
const categories = ['performance', 'accessibility', 'best-practices'];
const chromes = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3001' },
    username: { type: 'string' },
    runs: { type: 'string', default: '5' },
  },
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
  const runs = [];
  const weak = new Set();
  for (let run = 0; run < Number(values.runs); run++) {
    const { lhr } = await lighthouse(values.url + path, options, config);
    runs.push(lhr);
    for (const title of weakAudits(lhr)) weak.add(title);
  }
  for (const title of weak) console.log(`${path} (${form}): ${title}`);
  const score = (name) => Math.round(median(runs.map((lhr) => lhr.categories[name].score)) * 100);
  return [
    `${path} (${form})`,
    {
      ...Object.fromEntries(categories.map((name) => [name, score(name)])),
      blocked: Math.round(median(runs.map((lhr) => lhr.audits['total-blocking-time'].numericValue))),
      machine: Math.round(median(runs.map((lhr) => lhr.environment.benchmarkIndex))),
    },
  ];
}

/** What takes points away, with its figure. */
function weakAudits(lhr) {
  const weighs = (audit) =>
    categories.some((name) => lhr.categories[name].auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0));
  return Object.values(lhr.audits)
    .filter((audit) => audit.score !== null && audit.score < 0.9 && weighs(audit))
    .map((audit) => `${audit.title} ${audit.displayValue ?? ''}`);
}

function median(figures) {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)];
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
