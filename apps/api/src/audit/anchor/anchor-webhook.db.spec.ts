import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '#platform/config/settings/settings.js';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';
import { Ids } from '#platform/ids.js';
import { Outbound } from '#platform/outbound/outbound.js';
import { Log } from '#platform/logging/log.js';
import { openCheckpoint } from '#transparency/note/checkpoint.js';
import { patience } from '../../../../../test/support/patience.js';
import { anAuditLog } from '../../../../../test/support/audit-log.js';
import { AnchorWebhook } from './anchor-webhook.js';
import { EventFile } from '../engine/event-file.js';
import { EventWriter } from '../record/event-writer.js';
import { LogKeeper } from '../tree/log-keeper.js';

const log = await anAuditLog();
const secret = randomBytes(32);
mkdirSync(log.configDir, { recursive: true });
writeFileSync(join(log.configDir, 'webhook'), `whsec_${secret.toString('base64')}\n`);

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Behaviour = (response: ServerResponse) => void;
const answers =
  (status: number, headers = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end();
const cuts: Behaviour = (response) => response.socket!.destroy();
const isSilent: Behaviour = () => undefined;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A receiver outside our control that behaves as scripted. */
async function aReceiver(first: Behaviour) {
  let behave = first;
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      behave(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => (server.closeAllConnections(), server.close()));
  const become = (behaviour: Behaviour) => (behave = behaviour);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/anchors`, received, become };
}

function anInstallation(url: string | null, secretFile: string | null = 'webhook', allowed = '127.0.0.1') {
  const values = { logToFile: false, logRetentionDays: 2190, anchorWebhook: { url, secretFile } };
  const settings = { of: () => values } as unknown as Settings;
  let logged = '';
  const stream = new PassThrough().on('data', (chunk: Buffer) => (logged += chunk.toString('utf8')));
  const logger = new Log('info', stream);
  const keeper = new LogKeeper(log.aSequencer(), log.tree, log.anchors, new EventFile(log), settings, logger);
  const writer = new EventWriter(log.events, log.keyring, new Ids(), keeper, log.months, log.writability);
  const outbound = new Outbound({ of: () => ({ privateHosts: [allowed] }) } as unknown as Settings);
  const pace = { between: 5, timeout: 150, firstRetry: 5 };
  const webhook = new AnchorWebhook(
    log,
    settings,
    keeper,
    log.anchors,
    writer,
    log.transactions,
    log.clock,
    logger,
    outbound,
    pace,
  );
  closers.push(() => webhook.onModuleDestroy());
  return { keeper, webhook, logged: () => logged };
}

/** One event, signed. */
async function grown(keeper: LogKeeper): Promise<number> {
  await log.fill(1);
  await keeper.flush();
  return (await log.tree.newest())!.size;
}

const sizesIn = (received: readonly Received[]) =>
  received.map(({ body }) => (JSON.parse(body) as { data: { size: number } }).data.size);

const anchored = async () => {
  const rows = await log.reads.query<{ id: string }>(
    `SELECT object_id AS id FROM audit.event WHERE action = 'audit.anchored' AND outcome = 'success' AND reason = 'webhook' ORDER BY seq`,
  );
  return rows.map(({ id }) => id);
};

describe('an anchor on another machine', () => {
  it('gets a checkpoint that our key and the secret have signed, and nothing else', async () => {
    const receiver = await aReceiver(answers(204));
    const { keeper, webhook } = anInstallation(receiver.url);
    await webhook.onApplicationBootstrap();
    const size = await grown(keeper);
    await vi.waitFor(() => expect(sizesIn(receiver.received)).toContain(size), patience);
    const { headers, body } = receiver.received.at(-1)!;
    const { data, ...rest } = JSON.parse(body) as { data: { note: string } };
    expect(Object.keys(rest)).toEqual(['type', 'timestamp']);
    expect(Object.keys(data)).toEqual(['origin', 'size', 'note']);
    const checkpoint = openCheckpoint(data.note, await log.keys.trusted());
    expect(checkpoint.size).toBe(size);
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
    expect(headers['webhook-id']).toBe(`${checkpoint.origin}-${size}`);
    await vi.waitFor(async () => expect(await anchored()).toContain(`0-${size}`), patience);
  });

  it('is not sent anything inside a private network that is not configured', async () => {
    const receiver = await aReceiver(answers(204));
    const { keeper, webhook, logged } = anInstallation(receiver.url, 'webhook', '10.0.0.0/8');
    await webhook.onApplicationBootstrap();
    await grown(keeper);
    await vi.waitFor(() => expect(logged()).toContain('PrivateDestination'), patience);
    expect(logged()).toContain('outbound.privateHosts');
    expect(receiver.received).toEqual([]);
  });

  it('is not notified of the events about its own anchors, or an idle log would grow for ever', async () => {
    const receiver = await aReceiver(answers(200));
    const { keeper, webhook } = anInstallation(receiver.url);
    await webhook.onApplicationBootstrap();
    const first = await grown(keeper);
    await vi.waitFor(async () => expect(await anchored()).toContain(`0-${first}`), patience);
    await keeper.flush(); // signs for the record of the anchor
    expect((await log.tree.newest())!.size).toBeGreaterThan(first);
    const second = await grown(keeper);
    await vi.waitFor(async () => expect(await anchored()).toContain(`0-${second}`), patience);
    expect(sizesIn(receiver.received).filter((size) => size >= first)).toEqual([first, second]);
  });

  it.each<[string, Behaviour]>([
    ['answers 500', answers(500)],
    ['cuts the connection', cuts],
    ['never answers', isSilent],
    ['sends elsewhere', answers(307, { location: '/elsewhere' })],
  ])('that %s is tried again until it has the checkpoint', async (_, misbehaving) => {
    const receiver = await aReceiver(misbehaving);
    const { keeper, webhook, logged } = anInstallation(receiver.url);
    const size = await grown(keeper);
    await webhook.onApplicationBootstrap();
    await vi.waitFor(() => expect(webhook.isFailing).toBe(true), patience);
    receiver.become(answers(200));
    await vi.waitFor(async () => expect(await anchored()).toContain(`0-${size}`), patience);
    expect(webhook.isFailing).toBe(false);
    expect(new Set(sizesIn(receiver.received))).toEqual(new Set([size]));
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(logged().match(/did not reach its external anchor/g)!.length).toBeGreaterThanOrEqual(3);
    expect(logged()).toContain('reach their external anchor again');
  });

  it('that was away gets the newest checkpoint when it is back', async () => {
    const receiver = await aReceiver(answers(503));
    const { keeper, webhook } = anInstallation(receiver.url);
    await grown(keeper);
    await webhook.onApplicationBootstrap();
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(0), patience);
    const missed = await grown(keeper);
    const newest = await grown(keeper);
    await vi.waitFor(() => expect(sizesIn(receiver.received)).toContain(newest), patience);
    receiver.become(answers(200));
    await vi.waitFor(async () => expect(await anchored()).toContain(`0-${newest}`), patience);
    expect(await anchored()).not.toContain(`0-${missed}`);
  });

  it('does not keep the process from closing', async () => {
    const receiver = await aReceiver(isSilent);
    const { keeper, webhook } = anInstallation(receiver.url);
    await grown(keeper);
    await webhook.onApplicationBootstrap();
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), patience);
    await webhook.onModuleDestroy();
    expect(webhook.isFailing).toBe(false);
  });

  it('needs a secret, or the start is refused', () => {
    expect(() => anInstallation('https://anchor.example', null)).toThrow(InvalidSettings);
    expect(() => anInstallation('https://anchor.example', 'not-there')).toThrow(/cannot be read \(ENOENT\)/);
    writeFileSync(join(log.configDir, 'short'), 'whsec_AAAA');
    expect(() => anInstallation('https://anchor.example', 'short')).toThrow(/24 to 64 random bytes/);
  });
});

it('without an address nothing is sent and nothing is recorded', async () => {
  const before = await anchored();
  const send = vi.spyOn(globalThis, 'fetch');
  const { keeper, webhook } = anInstallation(null, null);
  await webhook.onApplicationBootstrap();
  await grown(keeper);
  expect(send).not.toHaveBeenCalled();
  expect(await anchored()).toEqual(before);
});
