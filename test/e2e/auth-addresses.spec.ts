import { expect, test } from 'vitest';
import { AuthFacade } from '../../apps/api/src/auth/auth.facade.js';
import { Keyring } from '../../libs/platform/keyring/keyring.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { asSealed } from '../../libs/sealing/record.js';
import { anApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword } from '../support/people.js';

const settings = { http: { trustedProxies: ['loopback'] }, limits: { requestsPerMinute: 100_000 } };
const chatMan = await anApp({ settings });
await chatMan.app.get(AuthFacade).announceSetUp();

interface Recorded {
  readonly reason: string;
  readonly subject: string | null;
  readonly detail: { readonly address: string | null };
}

let place = 0;
async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<string> {
  place += 1;
  const address = `203.0.113.${place}`;
  await fetch(`${chatMan.url}/api${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return address;
}

/** The newest event of a refusal, its detail opened with the key of whose it is. */
async function newest(): Promise<Recorded> {
  const [row] = await asRole(chatMan.database.ownerUrl, async (db) => {
    const { rows } = await db.query<{ id: string; reason: string; subject: string | null; detail: Buffer; open: string }>(
      `SELECT e.id, e.reason::text, d.subject_id::text AS subject, d.detail, to_jsonb(e)::text AS open
         FROM audit.event e JOIN audit.event_detail d ON d.event_id = e.id
        WHERE e.outcome IN ('denied', 'failed') ORDER BY e.seq DESC LIMIT 1`,
    );
    return rows;
  });
  expect(row!.open).not.toContain('203.0.113');
  const keyring = chatMan.app.get(Keyring);
  const sealer = await (row!.subject === null ? keyring.forPurpose('audit') : keyring.forSubject(row!.subject));
  const text = sealer.openText({ table: 'audit.event_detail', column: 'detail', row: row!.id }, asSealed(row!.detail));
  return { reason: row!.reason, subject: row!.subject, detail: JSON.parse(text) as Recorded['detail'] };
}

const wrongCode = { code: 'AAAA-AAAA-AAAA', username: 'eve', password: goodPassword };

test('a wrong set-up code is on record with the address that it came from', async () => {
  const address = await send('POST', '/auth/setup', wrongCode);
  expect(await newest()).toMatchObject({ reason: 'wrong-set-up-code', subject: null, detail: { address } });
});

test('so is every other refused way in: sealed, under the key of the account where there is one', async () => {
  const ada = await theFirstAdmin(chatMan, 'ada');
  const { id } = ada;
  const login = (username: string) => send('POST', '/auth/login', { username, password: 'wrong' });

  for (const [username, subject] of [
    ['ada', id],
    ['nobody', null],
  ] as const) {
    for (let failure = 0; failure < 5; failure += 1) {
      const address = await login(username);
      expect(await newest()).toMatchObject({
        reason: 'invalid-credentials',
        subject,
        detail: { address, device: 'Unknown browser' },
      });
    }
    const address = await login(username);
    expect(await newest()).toMatchObject({ reason: 'rate-limited', subject, detail: { address } });
  }
  const others: [string, () => Promise<string>][] = [
    ['reset-link-used', () => send('POST', '/auth/reset-password', { token: 'x'.repeat(43), newPassword: goodPassword })],
    ['sso-not-started', () => send('POST', '/auth/sso/finish', {})],
    ['account:own', () => send('GET', '/auth/me')],
    [
      'username-taken',
      () => send('POST', '/auth/register', { username: 'ADA', password: goodPassword, displayName: 'Somebody' }),
    ],
  ];
  for (const [reason, act] of others) {
    const address = await act();
    expect(await newest(), reason).toMatchObject({ subject: null, detail: { address } });
  }
  // The failures above still count: it is not checked, and is audited all the same.
  const address = await send('POST', '/auth/step-up', { password: 'wrong' }, { Cookie: ada.cookie });
  expect(await newest()).toMatchObject({ reason: 'rate-limited', subject: id, detail: { address } });
});
