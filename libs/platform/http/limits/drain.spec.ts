import { Controller, Get, Global, Module, Sse, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { NEVER, startWith, type Observable } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { Log } from '../../logging/log.js';
import { Drain } from './drain.js';
import type { RefusalCounter } from '../../access/refusals/refusal-counter.js';
import { ProblemFilter } from '../problem.filter.js';

let order: string[];
let finish: (answer: string) => void;
let begun: Promise<void>;
let begin: () => void;

@Controller()
class SlowRoutes {
  @Get('quick')
  quick(): string {
    return 'here';
  }

  @Get('slow')
  slow(): Promise<string> {
    begin();
    return new Promise((resolve) => (finish = resolve));
  }

  @Sse('late')
  async late(): Promise<Observable<MessageEvent>> {
    begin();
    await new Promise<string>((resolve) => (finish = resolve));
    return NEVER.pipe(startWith({ data: 'late' }));
  }

  @Sse('stream')
  stream(): Observable<MessageEvent> {
    return NEVER.pipe(startWith({ data: 'first' }));
  }
}

@Global()
@Module({ providers: [Drain, { provide: Log, useFactory: () => new Log('error', new PassThrough()) }], exports: [Drain] })
class Ground {}

@Module({ controllers: [SlowRoutes] })
class Room implements OnModuleDestroy {
  onModuleDestroy(): void {
    order.push('room closes');
  }
}

@Module({ imports: [Ground, Room] })
class House implements OnModuleDestroy {
  constructor(private readonly drain: Drain) {}

  onModuleDestroy(): Promise<void> {
    return this.drain.begin();
  }
}

let app: NestExpressApplication;
let url: string;

beforeEach(async () => {
  order = [];
  begun = new Promise((resolve) => (begin = resolve));
  app = await NestFactory.create<NestExpressApplication>(House, { logger: false });
  app.useGlobalFilters(new ProblemFilter({ count: () => undefined } as unknown as RefusalCounter, app.get(Log)));
  app.use(app.get(Drain).middleware);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  return () => app.close();
});

const connected = (path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => void get(`${url}/${path}`, resolve).on('error', reject));
const textOf = async (message: IncomingMessage): Promise<string> => Buffer.concat(await message.toArray()).toString();

const refused = (): Promise<void> =>
  expect.poll(() => fetch(`${url}/quick`).then(textOfResponse, () => 'refused'), { interval: 1 }).toBe('refused');
const textOfResponse = (response: Response): Promise<string> => response.text();

/** Connects that often and sends a request each, in a thread of its own; says how many were answered. */
function knocks(count: number): { readonly connected: Int32Array; readonly answered: Promise<number> } {
  const connected = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { workerData: { port, count, connected }, parentPort } = require('node:worker_threads');
     const ask = () => new Promise((resolve) => {
       let text = '';
       const socket = require('node:net').connect(port, '127.0.0.1', () => {
         Atomics.add(connected, 0, 1);
         socket.write('POST /quick HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 0\\r\\n\\r\\n');
       });
       socket.on('data', (chunk) => (text += chunk)).on('error', () => undefined).on('close', () => resolve(text !== ''));
     });
     void Promise.all(Array.from({ length: count }, ask)).then((all) => parentPort.postMessage(all.filter(Boolean).length));`,
    { eval: true, workerData: { port: Number(new URL(url).port), count, connected } },
  );
  return { connected, answered: once(worker, 'message').then(([answered]) => answered as number) };
}

describe('an instance that is asked to close', () => {
  it('serves the connections that the system accepted while the instance was busy', async () => {
    const { connected, answered } = knocks(40);
    // Busy until all of them wait, and asked to close before it has seen one.
    while (Atomics.load(connected, 0) < 40) Atomics.wait(connected, 0, Atomics.load(connected, 0), 20);
    const closed = app.close();
    expect(await answered).toBe(40);
    await closed;
  });

  it('lets a running request finish before any room closes', async () => {
    const running = connected('slow').then(textOf);
    await begun;
    const closed = app.close();
    await refused();
    expect(order).toEqual([]);
    finish('the whole answer');
    expect(await running).toBe('the whole answer');
    await closed;
    expect(order).toEqual(['room closes']);
  });

  it('serves what comes over a connection that is open already, and closes that', async () => {
    const running = connected('slow').then(textOf);
    await begun;
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const answer = socket.toArray();
    socket.write('GET /quick HTTP/1.1\r\nHost: x\r\n');
    await once(app.getHttpServer() as Server, 'connection');
    const closed = app.close();
    socket.write('\r\n');
    const text = Buffer.concat((await answer) as Buffer[]).toString();
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text).toMatch(/\r\nConnection: close\r\n/);
    finish('done');
    await Promise.all([running, closed]);
  });

  it('waits for unfinished work, as long as it has patience', async () => {
    const work = { count: 1 };
    app.get(Drain).withPatience(60_000).waitFor(work);
    const closed = app.close();
    await refused();
    expect(order).toEqual([]);
    work.count = 0;
    await closed;
    expect(order).toEqual(['room closes']);
  });

  it('gives up on work that takes longer', async () => {
    app.get(Drain).withPatience(50).waitFor({ count: 1 });
    await app.close();
    expect(order).toEqual(['room closes']);
  });

  it('ends streams, which have no end of their own, and with them the process can go', async () => {
    const stream = await connected('stream');
    const text = textOf(stream);
    await app.close();
    expect(await text).toContain('data: first');
    expect(order).toEqual(['room closes']);
  });

  it('waits for no stream that begins to answer only while it closes', async () => {
    const late = connected('late').then(textOf);
    await begun;
    const closed = app.close();
    finish('');
    expect(await late).toContain('data: late');
    await closed;
  });

  it('closes immediately when nothing is running', async () => {
    await connected('quick').then(textOf);
    const before = performance.now();
    await app.close();
    expect(performance.now() - before).toBeLessThan(1_900);
  });
});
