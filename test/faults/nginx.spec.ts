import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aFront, hasNginx, type Front } from '../support/front/front.js';

/** The shipped configuration in the nginx of this machine, in front of a server that shows what arrives. */
describe.skipIf(!hasNginx)('nginx (skipped where it is not installed)', () => {
  let behind: Server;
  let front: Front;
  const seen: { path: string; headers: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    behind = createServer((request, response) => {
      seen.push({ path: request.url!, headers: request.headers });
      response.setHeader('X-Frame-Options', 'DENY');
      if (request.url === '/api/events') {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: first\n\n');
        return;
      }
      request.resume().once('end', () => response.end('here'));
    });
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    front = await aFront([(behind.address() as AddressInfo).port]);
  });
  afterAll(async () => {
    await front.stop();
    behind.closeAllConnections();
    behind.close();
  });

  test('speaks TLS 1.2 and 1.3 with forward secrecy and authenticated encryption, and nothing older or weaker', async () => {
    expect(await spoken({})).toMatch(/^TLSv1\.3 TLS_/);
    expect(await spoken({ maxVersion: 'TLSv1.2' })).toMatch(/^TLSv1\.2 ECDHE-ECDSA-\S+-(GCM|POLY1305)/);
    const weak = [
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0' },
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-SHA:@SECLEVEL=0' },
      { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:@SECLEVEL=0' },
      { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
      { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
    ] as const;
    expect(await Promise.all(weak.map(spoken))).toEqual(weak.map(() => 'refused'));
  });

  test('sends the headers of the guide once, also with pages of its own', async () => {
    for (const path of ['/', '/api/health', '/api/metrics/prometheus']) {
      const { headers } = await fetch(`${front.url}${path}`);
      expect(Object.fromEntries(guided.map((name) => [name, headers.get(name)]))).toEqual({
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-xss-protection': '1; mode=block',
      });
      expect(headers.get('server')).toBe('nginx');
    }
  });

  test('keeps the metrics inside, and passes on the address of the client alone', async () => {
    seen.length = 0;
    expect((await fetch(`${front.url}/api/metrics/prometheus`)).status).toBe(404);
    expect(seen).toEqual([]);
    await fetch(`${front.url}/api/health`, { headers: { 'X-Forwarded-For': '198.51.100.7', 'X-Forwarded-Proto': 'http' } });
    expect(seen.at(-1)!.headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      host: new URL(front.url).host,
    });
  });

  test('passes events on as they come, and documents of a hundred megabytes', async () => {
    const stream = (await fetch(`${front.url}/api/events`)).body!.getReader();
    const first = await Promise.race([stream.read(), pause(5_000)]);
    expect(new TextDecoder().decode((first as { value: Uint8Array }).value)).toBe('data: first\n\n');
    await stream.cancel();
    const sent = (megabytes: number): Promise<Response> =>
      fetch(`${front.url}/api/rag/collections/x/documents`, { method: 'POST', body: new Uint8Array(megabytes * 1024 * 1024) });
    expect([(await sent(100)).status, (await sent(120)).status]).toEqual([200, 413]);
  });

  const guided = ['strict-transport-security', 'x-content-type-options', 'x-frame-options', 'x-xss-protection'];

  function spoken(options: ConnectionOptions): Promise<string> {
    return new Promise((resolve) => {
      const { port } = new URL(front.url);
      const socket: TLSSocket = connect({ host: 'localhost', port: Number(port), servername: 'localhost', ...options }, () => {
        resolve(`${socket.getProtocol()} ${socket.getCipher().name}`);
        socket.destroy();
      });
      socket.once('error', () => resolve('refused'));
    });
  }
});
