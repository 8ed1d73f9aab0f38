import { writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alert, AlertPage, AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import { selfSigned, type Certificate } from '../../apps/cli/src/compose/certificate.js';
import { AlertEvaluation } from '../../apps/api/src/monitoring/alerts/alert-evaluation.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { trustedCertificate } from '../support/front/certificate.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';
import { HungServer } from '../support/paused.js';
import type { Person } from '../support/people.js';

const password = 'a password of the mail server';
const to = ['on-call@clinic.example', 'it@clinic.example'];
const received: { to: string[]; isEncrypted: boolean; user: unknown; text: string }[] = [];

/** A mail server as it should be, except for what a test changes. */
async function mailServer(
  port: number,
  { certificate, key }: Certificate,
  options: SMTPServerOptions = {},
): Promise<{ close(): Promise<void>; port: number }> {
  const server = new SMTPServer({
    ...{ cert: certificate, key, logger: false, authOptional: false, closeTimeout: 100 },
    onAuth: (given, _session, done) =>
      given.password === password ? done(null, { user: given.username }) : done(new Error('Invalid login')),
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to: recipients, isEncrypted: session.secure, user: session.user, text });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // clients that give up
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const { port: actual } = (server.server as Server).address() as AddressInfo;
  return { port: actual, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const clock = new AdjustableClock();
const secrets = mkdtempSync(join(tmpdir(), 'chatman-mail-'));
let trusted: Certificate;
let port: number;
let subject: TestApp;
let admin: Person;
let server: { close(): Promise<void> | void };

const emailOf = (more: object = {}) => ({
  ...{ host: 'localhost', port, user: 'chat-man', passwordFile: join(secrets, 'mail'), from: 'chat@clinic.example', to },
  ...more,
});

beforeAll(async () => {
  writeFileSync(join(secrets, 'mail'), `${password}\n`, { mode: 0o600 });
  trusted = await trustedCertificate();
  const first = await mailServer(0, trusted);
  server = first;
  port = first.port;
  subject = await anApp({
    clock,
    settings: {
      auth: { requireMfa: 'none' },
      outbound: { privateHosts: ['localhost'] },
      monitoring: { failedLoginThreshold: 1, email: emailOf() },
    },
  });
  admin = await theFirstAdmin(subject);
  return async () => {
    await server.close();
    rmSync(secrets, { recursive: true });
  };
});
afterEach(() => void received.splice(0));

/** Another server at the same address. */
async function replaced(other: () => Promise<{ close(): Promise<void> | void }>): Promise<void> {
  await server.close();
  server = await other();
}

async function attack(): Promise<void> {
  await fetch(`${subject.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'nobody', password: 'Wrong-Password-1!' }),
  });
  await subject.app.get(AlertEvaluation).run();
}
const newest = async (): Promise<Alert> => (await admin.ask<AlertPage>('GET', '/security/alerts?rule=failed-logins')).items[0]!;
const test = async (person = admin) => (await person.ask<AlertTestAnswer>('POST', '/security/alerts/test')).channels;
const email = async (person = admin) => (await test(person)).find(({ channel }) => channel === 'email');

describe('an alert that is raised', () => {
  it('is mailed once to everybody in the settings, encrypted and signed in, without names or content', async () => {
    await attack();
    await vi.waitFor(async () => expect((await newest()).deliveries).toMatchObject([{ state: 'delivered' }]), patience);
    expect((await newest()).deliveries).toMatchObject([{ channel: 'email', reports: 'open', attempts: 1, answer: '250' }]);
    expect(received).toMatchObject([{ to, isEncrypted: true, user: 'chat-man' }]);
    const { text } = received[0]!;
    expect(text).toContain('Subject: [Chat Man] Warning: 1 failed sign-in within 5 minutes');
    expect(text).toContain(`<${(await newest()).deliveries[0]!.id}@chat-man>`);
    expect(text).not.toMatch(/nobody|Wrong-Password/);
  });

  it('is mailed again when it is resolved, in the same thread', async () => {
    const { id } = await newest();
    clock.advance({ minutes: 6 });
    await subject.app.get(AlertEvaluation).run();
    clock.advance({ minutes: -6 });
    await vi.waitFor(() => expect(received).toHaveLength(1), patience);
    expect(received[0]!.text).toContain('Subject: [Chat Man] Resolved: 1 failed sign-in within 5 minutes');
    expect(received[0]!.text).toContain(`References: <${id}@chat-man>`);
  });

  it('waits in the queue while the server is away, holds nothing up, and arrives when it is back', async () => {
    await replaced(() => Promise.resolve({ close: () => undefined }));
    await attack();
    await vi.waitFor(
      async () => expect((await newest()).deliveries.at(-1)).toMatchObject({ state: 'waiting', attempts: 1 }),
      patience,
    );
    expect((await newest()).deliveries.at(-1)!.answer).toMatch(/^E|connection failed/);
    await replaced(() => mailServer(port, trusted));
    await vi.waitFor(async () => expect((await newest()).deliveries.at(-1)).toMatchObject({ state: 'delivered' }), patience);
    expect(received).toHaveLength(1);
  });
});

describe('the test button', () => {
  it('says how each channel answered', async () => {
    expect(await test()).toEqual([
      { channel: 'webhook', state: 'not-set', answer: null },
      { channel: 'email', state: 'delivered', answer: '250' },
    ]);
    expect(received[0]!.text).toMatch(/^Subject: \[Chat Man\] Notice: Test alert: somebody is checking that alerts\s+arrive/m);
  });

  it.each<[string, string, SMTPServerOptions]>([
    ['another password', '535', { onAuth: (_given, _session, done) => done(new Error('no')) }],
    [
      'no such recipients',
      '550',
      { onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: 550 })) },
    ],
    [
      'no space',
      '452',
      {
        onData: (stream, _session, done) =>
          void stream
            .resume()
            .on('end', () => done(Object.assign(new Error('Full: nobody@clinic.example'), { responseCode: 452 }))),
      },
    ],
    ['no encryption', 'no TLS', { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }],
  ])('says what a server with %s answers, in its code alone', async (_name, answer, options) => {
    await replaced(() => mailServer(port, trusted, options));
    expect(await email()).toEqual({ channel: 'email', state: 'failed', answer });
    expect(received).toEqual([]);
  });

  it('reports a recipient that was refused among others', async () => {
    const onRcptTo: SMTPServerOptions['onRcptTo'] = ({ address }, _session, done) =>
      address === to[0] ? done(Object.assign(new Error('no'), { responseCode: 550 })) : done();
    await replaced(() => mailServer(port, trusted, { onRcptTo }));
    expect(await email()).toEqual({ channel: 'email', state: 'delivered', answer: '250, 1 of 2 recipients refused' });
  });

  it('sends nothing to a server whose certificate nobody vouches for', async () => {
    const stranger = await selfSigned(['localhost'], 1);
    let hasSignedIn = false;
    const onAuth: SMTPServerOptions['onAuth'] = (_given, _session, done) => done(null, { user: (hasSignedIn = true) });
    await replaced(() => mailServer(port, stranger, { onAuth }));
    expect(await email()).toMatchObject({
      state: 'failed',
      answer: expect.stringMatching(/^(no TLS|connection failed)$/) as string,
    });
    expect(hasSignedIn).toBe(false);
  });

  it.each(['not', 'slowly'] as const)(
    'gives up on a server that answers %s, and others are served meanwhile',
    async (speaks) => {
      await replaced(() => HungServer.start(port, speaks));
      const sending = email();
      expect((await fetch(`${subject.url}/api/health`)).status).toBe(200);
      expect(await sending).toMatchObject({
        state: 'failed',
        answer: 'timed out',
      });
    },
    20_000,
  );
});

describe('a mail server', () => {
  it('in a private network that nobody allowed gets nothing', async () => {
    const strict = await anApp({ settings: { auth: { requireMfa: 'none' }, monitoring: { email: emailOf() } } });
    await replaced(() => mailServer(port, trusted));
    expect(await email(await theFirstAdmin(strict))).toEqual({
      ...{ channel: 'email', state: 'failed', answer: 'private address refused' },
    });
    expect(received).toEqual([]);
  });

  it.each([
    ['a password in clear', { tls: 'none' }, 'monitoring.email.tls'],
    ['a user without a password', { passwordFile: null }, 'monitoring.email'],
    ['a file that is not there', { passwordFile: 'no-such-file' }, 'monitoring.email.passwordFile'],
  ])('with %s stops the start', async (_name, change, named) => {
    await expect(anApp({ settings: { monitoring: { email: emailOf(change) } } })).rejects.toThrow(named);
  });

  it('without recipients is a warning on the health page', async () => {
    const lonely = await anApp({ settings: { monitoring: { email: emailOf({ to: [] }) } } });
    const { checks } = (await (await fetch(`${lonely.url}/api/health/detailed`)).json()) as { checks: Record<string, object> };
    expect(checks['alerts']).toMatchObject({ status: 'warn', message: expect.stringContaining('monitoring.email.to') as string });
  });
});
