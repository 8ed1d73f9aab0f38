import { expect, test } from 'vitest';
import { anApp, type TestApp } from '../support/app.js';

/** Answers to wrong sign-ins, each with a name of its own, so that only the address counts. */
async function guesses(subject: TestApp, forwarded: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const [nth, header] of forwarded.entries()) {
    const response = await fetch(`${subject.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': header },
      body: JSON.stringify({ username: `nobody.${forwarded.length}.${nth}`, password: 'wrong' }),
    });
    statuses.push(response.status);
  }
  return statuses;
}

const elsewhere = (nth: number): string => `203.0.113.${nth}`;
const sixDifferent = Array.from({ length: 6 }, (_, nth) => elsewhere(nth));
const fiveThenNoMore = [401, 401, 401, 401, 401, 429];

test('without proxies in the settings X-Forwarded-For is ignored: a sender of changing values is still one address', async () => {
  expect(await guesses(await anApp(), sixDifferent)).toEqual(fiveThenNoMore);
});

test('nor is it from a neighbour that is none of the proxies', async () => {
  const chatMan = await anApp({ settings: { http: { trustedProxies: ['10.0.0.0/8'] } } });
  expect(await guesses(chatMan, sixDifferent)).toEqual(fiveThenNoMore);
});

test('from a proxy it counts, and what the visitor wrote into it before does not', async () => {
  const chatMan = await anApp({ settings: { http: { trustedProxies: ['loopback'] } } });
  expect(await guesses(chatMan, sixDifferent)).toEqual([401, 401, 401, 401, 401, 401]);
  const forged = sixDifferent.map((address) => `${address}, 198.51.100.7`);
  expect(await guesses(chatMan, forged)).toEqual(fiveThenNoMore);
});

test('the limit on requests goes by the same address', async () => {
  const chatMan = await anApp({ environment: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '20' } });
  const statuses = await Promise.all(
    Array.from({ length: 25 }, async (_, nth) => {
      const response = await fetch(`${chatMan.url}/api/auth/sign-in-methods`, { headers: { 'X-Forwarded-For': elsewhere(nth) } });
      return response.status;
    }),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
});

const checkOf = async (subject: TestApp): Promise<unknown> =>
  ((await (await fetch(`${subject.url}/api/health/detailed`)).json()) as { checks: Record<string, unknown> }).checks['proxies'];
const warnings = (subject: TestApp): string[] =>
  subject
    .logged()
    .split('\n')
    .filter((line) => line.includes('http.trustedProxies'));

test.each(['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'X-Forwarded-Proto'])(
  'a proxy that nobody named is told of once, by %s, in the log and in health',
  async (header) => {
    const chatMan = await anApp();
    expect(await checkOf(chatMan)).toMatchObject({ status: 'pass' });
    for (let nth = 0; nth < 3; nth += 1)
      await fetch(`${chatMan.url}/api/auth/sign-in-methods`, { headers: { [header]: elsewhere(nth) } });
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // health is polled once a second
    expect(await checkOf(chatMan)).toMatchObject({ status: 'warn', message: expect.stringContaining('http.trustedProxies') });
    expect(warnings(chatMan)).toHaveLength(1);
    expect(warnings(chatMan)[0]).not.toContain('203.0.113');
  },
);

test('a trusted proxy is not reported', async () => {
  const chatMan = await anApp({ settings: { http: { trustedProxies: ['loopback'] } } });
  await fetch(`${chatMan.url}/api/auth/sign-in-methods`, { headers: { 'X-Forwarded-For': elsewhere(1) } });
  expect(await checkOf(chatMan)).toMatchObject({ status: 'pass' });
  expect(warnings(chatMan)).toEqual([]);
});
