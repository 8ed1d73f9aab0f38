import { expect, test } from 'vitest';
import { anApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { site, ssoAt } from '../support/sso.js';

test('a provider in a private network is reached where the deployer allows it', async () => {
  const { variables } = await ssoAt(site);
  const chatMan = await anApp({ environment: { ...variables, PUBLIC_URL: site, CHAT_MAN__OUTBOUND__PRIVATEHOSTS: '[]' } });
  await theFirstAdmin(chatMan);
  expect((await fetch(`${chatMan.url}/api/auth/sso/start`, { redirect: 'manual' })).status).toBe(303);
});
