import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../config/settings/settings.js';
import { AnswerTooLong, Outbound, PrivateDestination } from './outbound.js';
import { isPrivateAddress, NamedHosts } from './private-addresses.js';

const received: string[] = [];
const server = createServer((request: IncomingMessage, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    received.push(`${request.headers.host?.split(':')[0]} ${request.url} ${body}`);
    response.writeHead(request.url === '/moved' ? 302 : 204, { location: 'http://127.0.0.1:9/elsewhere' }).end();
  });
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const outbound = (...privateHosts: string[]) => new Outbound({ of: () => ({ privateHosts }) } as unknown as Settings);
const send = (to: Outbound, url: string) =>
  to.post(url, { headers: { 'x-sent': 'yes' }, body: 'a – b' }, AbortSignal.timeout(5_000));

describe('a call to an address from settings', () => {
  it.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://[::1]',
    'http://0x7f.1',
    'http://2130706433',
    'http://[::ffff:127.0.0.1]',
  ])('does not go to %s unless somebody allowed it', async (url) => {
    await expect(send(outbound(), `${url}:${port}/`)).rejects.toThrow(PrivateDestination);
    await expect(send(outbound('10.0.0.0/8', 'elsewhere.example'), `${url}:${port}/`)).rejects.toThrow(PrivateDestination);
    expect(received).toEqual([]);
  });

  it.each([['127.0.0.1'], ['127.0.0.0/8']])('goes where %s allows it, whole', async (allowed) => {
    expect(await send(outbound(allowed), `http://127.0.0.1:${port}/anchors?a=b`)).toBe(204);
    expect(received.splice(0)).toEqual(['127.0.0.1 /anchors?a=b a – b']);
  });

  it('goes by name to the address that was checked, and says the name', async () => {
    expect(await send(outbound('localhost'), `http://localhost:${port}/`).catch(() => 204)).toBe(204);
    expect(received.splice(0).every((line) => line.startsWith('localhost'))).toBe(true);
  });

  it('follows no redirection', async () => {
    expect(await send(outbound('127.0.0.1'), `http://127.0.0.1:${port}/moved`)).toBe(302);
    expect(received.splice(0)).toHaveLength(1);
  });
});

it.each([
  ...['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
  ...['::', '::1', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', 'no address'],
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])('%s is public', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

it('knows hosts by name, address and network', () => {
  const named = new NamedHosts(['Siem.Internal', '10.1.0.0/16', 'fd00::/8', '192.168.1.7']);
  expect(named.has('siem.internal', '10.9.9.9')).toBe(true);
  expect([named.has('x', '10.1.2.3'), named.has('x', 'fd00::5'), named.has('x', '192.168.1.7')]).toEqual([true, true, true]);
  expect([named.has('x', '10.2.0.1'), named.has('x', '192.168.1.8'), named.has('y.internal', 'fe80::1')]).toEqual([
    false,
    false,
    false,
  ]);
});

describe('a call that wants its answer', () => {
  const asked = (to: Outbound, path: string) => to.fetch(`http://127.0.0.1:${port}${path}`, { method: 'GET', headers: {} });

  it('is checked in the same way, and follows no redirection', async () => {
    await expect(asked(outbound(), '/keys')).rejects.toThrow(PrivateDestination);
    const moved = await asked(outbound('127.0.0.1'), '/moved');
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
    expect((await asked(outbound('127.0.0.1'), '/keys')).status).toBe(204);
  });

  it('may lead to a private host that was named for it, and to no other', async () => {
    const call = { method: 'GET', headers: {}, namedHost: 'localhost' };
    expect((await outbound().fetch(`http://localhost:${port}/keys`, call)).status).toBe(204);
    await expect(outbound().fetch(`http://127.0.0.1:${port}/keys`, call)).rejects.toThrow(PrivateDestination);
  });

  it('gets it whole, and not one without an end', async () => {
    const talker = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (request.url === '/keys') response.end('{"keys":[]}');
      else for (let nth = 0; nth < 20; nth += 1) response.write('x'.repeat(100_000));
    });
    await new Promise<void>((resolve) => talker.listen(0, '127.0.0.1', resolve));
    const place = `http://127.0.0.1:${(talker.address() as AddressInfo).port}`;
    const from = (path: string) => outbound('127.0.0.1').fetch(place + path, { method: 'GET', headers: {} });
    expect(await (await from('/keys')).json()).toEqual({ keys: [] });
    await expect(from('/endless')).rejects.toThrow(AnswerTooLong);
    talker.closeAllConnections();
    talker.close();
  });
});
