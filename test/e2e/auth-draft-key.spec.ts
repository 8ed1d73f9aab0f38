import { expect, test } from 'vitest';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { signedIn } from '../support/people.js';

const chatMan = await anApp();
await theFirstAdmin(chatMan, 'first.admin');
const ada = await aClient(chatMan, 'ada');

test('each person has one key for what they typed and did not send, the same in each session', async () => {
  const first = await ada.ask<{ key: string }>('GET', '/auth/draft-key');
  expect(Buffer.from(first.key, 'base64url')).toHaveLength(32);
  expect(await (await signedIn(chatMan, 'ada')).ask('GET', '/auth/draft-key')).toEqual(first);
  expect(await (await aClient(chatMan, 'bertil')).ask('GET', '/auth/draft-key')).not.toEqual(first);
});

test('a visitor and a program do not get it', async () => {
  expect((await fetch(`${chatMan.url}/api/auth/draft-key`)).status).toBe(401);
  const { token } = await ada.ask<{ token: string }>('POST', '/auth/tokens', {
    name: 'Nightly report',
    scopes: ['account:own'],
    expiresInDays: 7,
  });
  const response = await fetch(`${chatMan.url}/api/auth/draft-key`, { headers: { Authorization: `Bearer ${token}` } });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'needs-session']);
});
