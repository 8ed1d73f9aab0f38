import { expect, test } from 'vitest';
import { anApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { signedIn } from '../support/people.js';

test('two installations on one host keep their own sessions in one browser', async () => {
  const [one, other] = [await anApp({ environment: { PORT: '3101' } }), await anApp({ environment: { PORT: '3102' } })];
  await Promise.all([theFirstAdmin(one, 'ada'), theFirstAdmin(other, 'bertil')]);
  const [ada, bertil] = [await signedIn(one, 'ada'), await signedIn(other, 'bertil')];
  const jar = new Map(
    [ada, bertil].flatMap(({ cookie }) => cookie.split('; ').map((pair) => pair.split('=', 2) as [string, string])),
  );
  expect([...jar.keys()].toSorted()).toEqual([
    'chatman-3101.device',
    'chatman-3101.sid',
    'chatman-3102.device',
    'chatman-3102.sid',
  ]);
  const Cookie = [...jar].map((pair) => pair.join('=')).join('; ');
  for (const [app, name] of [
    [one, 'ada'],
    [other, 'bertil'],
  ] as const) {
    const me = await fetch(`${app.url}/api/auth/me`, { headers: { Cookie } });
    expect(await me.json()).toMatchObject({ username: name });
  }
});

test('a session whose cookie has the name of before goes on, and can be ended', async () => {
  const app = await anApp({ environment: { PORT: '3103' } });
  await theFirstAdmin(app, 'ada');
  const { cookie } = await signedIn(app, 'ada');
  const Cookie = cookie.replaceAll('chatman-3103.', 'chatman.');
  const call = async (path: string, method: string) =>
    (await fetch(`${app.url}/api/auth/${path}`, { method, headers: { Cookie } })).status;
  expect([await call('me', 'GET'), await call('logout', 'POST'), await call('me', 'GET')]).toEqual([200, 204, 401]);
});
