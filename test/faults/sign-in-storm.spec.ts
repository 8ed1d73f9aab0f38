import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { theFirstPerson } from '../support/fault-people.js';
import { aChatMan, built } from '../support/installation.js';
import { signedIn } from '../support/people.js';

const attempts = 1_500;
const inFlight = 300;
/** Megabytes that a storm may add to the process: a few hashes of 19 each, and what 300 open requests take. */
const mayGrow = 150;

beforeAll(built);

/** Megabytes that a process has held at most (Linux). */
const peakOf = (pid: number): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

test(`${attempts} wrong sign-ins from everywhere, ${inFlight} in parallel: bounded memory, a clear refusal, and people go on working`, async () => {
  const chatMan = await aChatMan({
    variables: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000', CHAT_MAN__HTTP__TRUSTEDPROXIES: '["loopback"]' },
  });
  const person = await theFirstPerson(chatMan);
  const before = peakOf(chatMan.apiPid);
  const seen = new Map<number, number>();
  const refusals: unknown[] = [];
  let next = 0;

  const guess = async (): Promise<void> => {
    while (next < attempts) {
      const nth = next++;
      const response = await fetch(`${chatMan.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.7.${nth >> 8}.${nth & 255}` },
        body: JSON.stringify({ username: `somebody.${nth}`, password: 'wrong' }),
      });
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      const { code } = (await response.json()) as { code: string };
      if (response.status === 503) refusals.push([code, Number(response.headers.get('Retry-After')) > 0]);
    }
  };
  const reads: number[] = [];
  const storm = Promise.all(Array.from({ length: inFlight }, guess));
  while (next < attempts) reads.push((await person.send('GET', '/auth/me')).status);
  await storm;

  expect([...seen.keys()].sort()).toEqual([401, 503]);
  expect(new Set(refusals.map((each) => JSON.stringify(each)))).toEqual(new Set(['["sign-in-busy",true]']));
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.filter((status) => status !== 200)).toEqual([]);
  expect(peakOf(chatMan.apiPid) - before).toBeLessThan(mayGrow);
  await signedIn(chatMan, person.username);
});
