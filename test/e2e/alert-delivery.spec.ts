import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alert, AlertPage, AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import { AlertEvaluation } from '../../apps/api/src/monitoring/alerts/alert-evaluation.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';
import type { Person } from '../support/people.js';

const secret = 'a secret that receivers know';
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
let behave: (response: ServerResponse) => void = (response) => void response.writeHead(204).end();
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    behave(response);
  });
});

const clock = new AdjustableClock();
let subject: TestApp;
let admin: Person;
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  subject = await anApp({
    clock,
    environment: { ALERT_WEBHOOK_URL: `http://127.0.0.1:${port}/alerts`, ALERT_WEBHOOK_SECRET: secret },
    settings: {
      auth: { requireMfa: 'none' },
      outbound: { privateHosts: ['127.0.0.1'] },
      monitoring: { failedLoginThreshold: 1 },
    },
  });
  admin = await theFirstAdmin(subject);
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

async function attack(): Promise<void> {
  await fetch(`${subject.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'nobody', password: 'Wrong-Password-1!' }),
  });
  await subject.app.get(AlertEvaluation).run();
}
const newest = async (): Promise<Alert> => (await admin.ask<AlertPage>('GET', '/security/alerts?rule=failed-logins')).items[0]!;
const noEmail = { channel: 'email', state: 'not-set', answer: null };
const test = (): Promise<AlertTestAnswer> => admin.ask('POST', '/security/alerts/test');

describe('an alert that is raised', () => {
  it('is posted once, signed, without names or content, and says that it was delivered', async () => {
    await attack();
    await vi.waitFor(async () => expect((await newest()).deliveries).toMatchObject([{ state: 'delivered' }]), patience);
    const alert = await newest();
    expect(alert.deliveries).toMatchObject([{ channel: 'webhook', reports: 'open', attempts: 1, answer: '204' }]);
    const [{ headers, body }, ...more] = received.splice(0) as [(typeof received)[0], ...typeof received];
    expect(more).toEqual([]);
    expect(JSON.parse(body)).toEqual({
      ...{ id: alert.id, rule: 'failed-logins', severity: alert.severity, state: 'open', title: alert.title, count: 1 },
      ...{ firstAt: alert.firstAt, lastAt: alert.lastAt, installation: 'chat-man' },
    });
    expect(headers['x-chat-man-delivery']).toBe(alert.deliveries[0]!.id);
    const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-chat-man-signature'])) ?? [];
    expect(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')).toBe(mac);
  });

  it('is posted again when it is resolved', async () => {
    clock.advance({ minutes: 6 });
    await subject.app.get(AlertEvaluation).run();
    clock.advance({ minutes: -6 });
    await vi.waitFor(() => expect(received.map(({ body }) => (JSON.parse(body) as Alert).state)).toEqual(['resolved']), patience);
    received.splice(0);
  });

  it('is sent again when its receiver fails, and delivered when that is back', async () => {
    behave = (response) => void response.writeHead(503).end();
    await attack();
    await vi.waitFor(
      async () => expect((await newest()).deliveries.at(-1)).toMatchObject({ state: 'waiting', answer: '503' }),
      patience,
    );
    behave = (response) => void response.writeHead(200).end();
    await vi.waitFor(
      async () => expect((await newest()).deliveries.at(-1)).toMatchObject({ state: 'delivered', answer: '200' }),
      patience,
    );
    received.splice(0);
  });
});

describe('the test button', () => {
  it('says how the receiver answered, and is marked as a test', async () => {
    behave = (response) => void response.writeHead(202).end();
    expect(await test()).toEqual({ channels: [{ channel: 'webhook', state: 'delivered', answer: '202' }, noEmail] });
    expect(JSON.parse(received.splice(0)[0]!.body)).toMatchObject({ rule: 'test', severity: 'info' });
  });

  it('follows no redirection, which would carry the message elsewhere', async () => {
    behave = (response) => void response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await test()).toEqual({ channels: [{ channel: 'webhook', state: 'failed', answer: '302' }, noEmail] });
    expect(received.splice(0)).toHaveLength(1);
  });

  it('gives up after ten seconds on a receiver that answers a byte a second, and others are served meanwhile', async () => {
    let timer: NodeJS.Timeout | undefined;
    behave = (response) => {
      const letters = [...'HTTP/1.1 200 OK and so on and on and on'];
      timer = setInterval(() => response.socket?.write(letters.shift() ?? ' '), 1_000);
    };
    const sending = test();
    expect((await fetch(`${subject.url}/api/health`)).status).toBe(200);
    expect(await sending).toEqual({ channels: [{ channel: 'webhook', state: 'failed', answer: 'timed out' }, noEmail] });
    clearInterval(timer);
    received.splice(0);
  }, 20_000);
});

it('a private address that nobody allowed gets nothing', async () => {
  const strict = await anApp({
    environment: { ALERT_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts` },
    settings: { auth: { requireMfa: 'none' } },
  });
  const own = await theFirstAdmin(strict);
  const answer = await own.ask<AlertTestAnswer>('POST', '/security/alerts/test');
  expect(answer).toEqual({ channels: [{ channel: 'webhook', state: 'failed', answer: 'private address refused' }, noEmail] });
  expect(received).toEqual([]);
});
