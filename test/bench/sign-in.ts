import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aClient, type Person } from '../support/people.js';
import { percentiles, rounded, type Percentiles } from './chat-load.js';

/** What somebody who is signed in asks all the time. */
const reads = ['/auth/me', '/chat/conversations'];

/** How the attack spreads: over names and addresses that never reach the limit on failures, or from one place against one name. */
const attacks = {
  'from everywhere': { names: 1_000_000, addresses: 1_000_000, variables: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000' } },
  'from one address': { names: 1, addresses: 1, variables: {} },
} as const;

/**
 * What somebody who is signed in feels of wrong sign-ins, 200 a second by default: the built product in its own processes, real
 * parameters of Argon2id, durable commits. The reader asks at a steady pace, alone and then beside the attack. Build it first.
 */
export default async function signIn(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '30' },
      pace: { type: 'string', default: '20' },
      from: { type: 'string', default: Object.keys(attacks).join() },
    },
  });
  const plan = { rate: Number(values.rate), seconds: Number(values.seconds), pace: Number(values.pace) };
  const runs: Record<string, object> = {};
  for (const name of values.from.split(',') as (keyof typeof attacks)[]) {
    runs[name] = await measured(name, plan);
    console.error(JSON.stringify({ [name]: runs[name] }));
  }
  console.log(JSON.stringify({ ...plan, runs }, null, 2));
}

interface Reading extends Percentiles {
  readonly failed: number;
  readonly processor: { readonly busy: number; readonly stolen: number } | null;
}

interface Plan {
  /** Wrong sign-ins a second, for so many seconds. */
  readonly rate: number;
  readonly seconds: number;
  /** Reads a second of the person who is signed in. */
  readonly pace: number;
}

async function measured(name: keyof typeof attacks, plan: Plan): Promise<object> {
  const place = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  const { variables, ...spread } = attacks[name];
  // The attack and the reader come from different addresses, as a proxy on this machine tells them.
  const chatMan = await ChatMan.start({ place, variables: { CHAT_MAN__HTTP__TRUSTEDPROXIES: '["loopback"]', ...variables } });
  try {
    const reader = await theFirstPerson(chatMan);
    if (name === 'from everywhere') for (let index = 0; index < 10; index += 1) await aClient(chatMan, `person.${index}`);
    await readFor(reader, plan.pace, 5); // warm
    const memoryBefore = memoryOf(chatMan.apiPid, 'VmRSS');
    const quiet = await readFor(reader, plan.pace, plan.seconds);
    const attack = attacked(chatMan.url, { ...plan, ...spread });
    const beside = await readFor(reader, plan.pace, plan.seconds);
    return {
      quiet,
      beside,
      p99Ratio: rounded(beside.p99 / quiet.p99),
      attack: await attack,
      memoryMegabytes: {
        before: memoryBefore,
        peak: memoryOf(chatMan.apiPid, 'VmHWM'),
        afterwards: memoryOf(chatMan.apiPid, 'VmRSS'),
      },
    };
  } finally {
    await chatMan.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

/** In a process of its own, so that sending does not delay the reader. */
async function attacked(url: string, attack: Plan & { readonly names: number; readonly addresses: number }): Promise<unknown> {
  const words = ['url', 'rate', 'seconds', 'names', 'addresses'].flatMap((key) => [
    `--${key}`,
    String({ url, ...attack }[key as keyof typeof attack]),
  ]);
  const child = fork(resolve('test/bench/sign-in-attack.mjs'), words, { silent: true, execArgv: [] });
  let said = '';
  for await (const piece of child.stdout!.setEncoding('utf8')) said += piece as string;
  return JSON.parse(said) as unknown;
}

/** Asks at a steady pace, whether or not the earlier answers have come. */
async function readFor(reader: Person, perSecond: number, seconds: number): Promise<Reading> {
  const spentBefore = processorTime();
  const began = performance.now();
  const times: number[] = [];
  let failed = 0;
  const asked = Array.from({ length: perSecond * seconds }, async (_, index) => {
    await new Promise((wake) => setTimeout(wake, Math.max(0, began + (index * 1000) / perSecond - performance.now())));
    const sent = performance.now();
    const answer = await reader.send('GET', reads[index % reads.length]!, undefined, {
      // Each from another address: the limit on requests is not what is measured here.
      'X-Forwarded-For': `172.16.${index >> 8}.${index & 255}`,
    });
    await answer.arrayBuffer();
    if (answer.status === 200) times.push(performance.now() - sent);
    else failed += 1;
  });
  await Promise.all(asked);
  return { ...percentiles(times), failed, processor: sharesBetween(spentBefore, processorTime()) };
}

/** What all processors of this machine have done so far (Linux), in hundredths of a second. */
function processorTime(): number[] {
  try {
    return readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!.trim().split(/\s+/).slice(1, 9).map(Number);
  } catch {
    return [];
  }
}

/** In percent. `stolen`: taken by other machines on the same host; a measurement with much of it says little. */
function sharesBetween(before: readonly number[], after: readonly number[]): Reading['processor'] {
  if (before.length < 8) return null;
  const spent = after.map((ticks, index) => ticks - before[index]!);
  const all = spent.reduce((sum, ticks) => sum + ticks, 0);
  const share = (ticks: number): number => Math.round((100 * ticks) / all);
  return { busy: share(all - spent[3]! - spent[4]! - spent[7]!), stolen: share(spent[7]!) };
}

/** Memory of a process in megabytes (Linux): resident now, or its highest. */
function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return rounded(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1024);
  } catch {
    return null;
  }
}
