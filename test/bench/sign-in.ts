import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { registered, type Person } from '../support/people.js';
import { percentiles, rounded, type Percentiles } from './chat-load.js';
import { residentMegabytes } from './process-figures.js';

/** The usual request of a signed-in person. */
const reads = ['/auth/me', '/chat/conversations'];

/** How the attack spreads: over names and addresses that never reach the limit on failures, or from one place against one name. */
const attacks = {
  'from everywhere': {
    name: 'person',
    names: 1_000_000,
    addresses: 1_000_000,
    variables: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000' },
  },
  'from one address': { name: 'person', names: 1, addresses: 1, variables: {} },
} as const;

/**
 * The effect of wrong sign-ins, 200 a second by default, on signed-in people: the built product in its own processes, real
 * parameters of Argon2id, durable commits. The reader sends requests at a steady pace, alternately alone and beside the attack, so that other load
 * of the machine affects both alike. Build it first.
 */
export default async function signIn(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rate: { type: 'string', default: '200' },
      turns: { type: 'string', default: '6' },
      seconds: { type: 'string', default: '5' },
      pace: { type: 'string', default: '50' },
      from: { type: 'string', default: Object.keys(attacks).join() },
    },
  });
  const plan = {
    rate: Number(values.rate),
    turns: Number(values.turns),
    seconds: Number(values.seconds),
    pace: Number(values.pace),
  };
  const runs: Record<string, object> = {};
  for (const name of values.from.split(',') as (keyof typeof attacks)[]) {
    runs[name] = await measured(name, plan);
    console.error(JSON.stringify({ [name]: runs[name] }));
  }
  console.log(JSON.stringify({ ...plan, runs }, null, 2));
}

/** Names and addresses that alternate. */
interface Spread {
  readonly name: string;
  readonly names: number;
  readonly addresses: number;
}

interface Plan {
  /** Wrong sign-ins a second. */
  readonly rate: number;
  /** How often the reader is measured alone and then beside the attack, and how many seconds each time. */
  readonly turns: number;
  readonly seconds: number;
  /** Reads a second of the person who is signed in. */
  readonly pace: number;
}

async function measured(name: keyof typeof attacks, plan: Plan): Promise<object> {
  const place = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  const { variables, ...spread } = attacks[name];
  // The attack and the reader have different addresses, as a proxy on this machine reports them.
  const chatMan = await ChatMan.start({ place, variables: { CHAT_MAN__HTTP__TRUSTEDPROXIES: '["loopback"]', ...variables } });
  try {
    const reader = new Reader(chatMan.url, await theFirstPerson(chatMan), plan);
    if (name === 'from everywhere') for (let index = 0; index < 10; index += 1) await registered(chatMan, `person.${index}`);
    const attack = new Attack(chatMan.url, plan.rate, spread);
    const [quiet, beside] = [new Phase(), new Phase()];
    await warmUp(chatMan.url, reader, plan);
    const memoryBefore = residentMegabytes(chatMan.apiPid);
    for (let turn = 0; turn < plan.turns; turn += 1) {
      await reader.readInto(quiet);
      attack.begin();
      await reader.readInto(beside);
      await attack.pause();
    }
    const figures = { quiet: quiet.figures(), beside: beside.figures() };
    return {
      ...figures,
      p99Ratio: rounded(figures.beside.p99 / figures.quiet.p99),
      attack: await attack.end(),
      memoryMegabytes: {
        before: memoryBefore,
        peak: residentMegabytes(chatMan.apiPid, 'VmHWM'),
        afterwards: residentMegabytes(chatMan.apiPid),
      },
    };
  } finally {
    await chatMan.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

/** Both of them once before the measurement: fresh compilation, and accounts without a refusal yet, would be measured too. */
async function warmUp(url: string, reader: Reader, { rate }: Plan): Promise<void> {
  const attack = new Attack(url, rate, { ...attacks['from everywhere'], name: 'somebody' });
  attack.begin();
  await reader.readInto(new Phase());
  await attack.end();
}

/** In a process of its own, so that sending does not delay the reader. */
class Attack {
  private readonly child: ChildProcess;

  constructor(url: string, rate: number, { name, names, addresses }: Spread) {
    const words = Object.entries({ url, rate, name, names, addresses }).flatMap(([key, value]) => [`--${key}`, String(value)]);
    this.child = fork(resolve('test/bench/sign-in-attack.mjs'), words, { execArgv: [] });
  }

  begin(): void {
    this.child.send('begin');
  }

  /** Until every attempt has its response. */
  pause(): Promise<unknown> {
    return this.said('pause');
  }

  end(): Promise<unknown> {
    return this.said('end');
  }

  private async said(word: string): Promise<unknown> {
    const answer = once(this.child, 'message');
    this.child.send(word);
    return ((await answer) as unknown[])[0];
  }
}

/** All rounds of one kind together. */
class Phase {
  readonly times: number[] = [];
  failed = 0;
  private spent: readonly number[] | null = null;

  /** Adds what the processors did since `before`. */
  spend(before: readonly number[]): void {
    const now = processorTime().map((ticks, index) => ticks - before[index]!);
    this.spent = this.spent === null ? now : now.map((ticks, index) => ticks + this.spent![index]!);
  }

  figures(): Percentiles & { readonly reads: number; readonly failed: number; readonly processor: object | null } {
    return { reads: this.times.length, failed: this.failed, ...percentiles(this.times), processor: sharesOf(this.spent ?? []) };
  }
}

/** Asks at a steady pace, whether or not the earlier answers have come, over connections that stay open as a browser's do. */
class Reader {
  private readonly agent = new Agent({ keepAlive: true });
  private asked = 0;

  constructor(
    private readonly url: string,
    private readonly person: Person,
    private readonly plan: Plan,
  ) {}

  async readInto(phase: Phase): Promise<void> {
    const before = processorTime();
    const began = performance.now();
    const reads = Array.from({ length: this.plan.pace * this.plan.seconds }, async (_, index) => {
      const due = began + (index * 1000) / this.plan.pace;
      await new Promise((wake) => setTimeout(wake, Math.max(0, due - performance.now())));
      const sent = performance.now();
      if ((await this.read()) === 200) phase.times.push(performance.now() - sent);
      else phase.failed += 1;
    });
    await Promise.all(reads);
    phase.spend(before);
  }

  private read(): Promise<number | undefined> {
    const nth = this.asked++;
    // Each from another address: the limit on requests is not what is measured here.
    const headers = { Cookie: this.person.cookie, 'X-Forwarded-For': `172.16.${nth >> 8}.${nth & 255}` };
    return new Promise((resolve, reject) => {
      get(`${this.url}/api${reads[nth % reads.length]!}`, { agent: this.agent, headers }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      }).once('error', reject);
    });
  }
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
function sharesOf(spent: readonly number[]): { readonly busy: number; readonly stolen: number } | null {
  if (spent.length < 8) return null;
  const all = spent.reduce((sum, ticks) => sum + ticks, 0);
  const share = (ticks: number): number => Math.round((100 * ticks) / all);
  return { busy: share(all - spent[3]! - spent[4]! - spent[7]!), stolen: share(spent[7]!) };
}
