import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { Log } from '#platform/logging/log.js';
import { anApp } from '../../../test/support/app.js';
import { aClient, theFirstAdmin } from '../../../test/support/inserted-people.js';
import { provenIn, signedIn } from '../../../test/support/people.js';
import { testMasterPassword } from '../../../test/support/shared-master.js';
import type { Installation } from './installation/installation.js';
import { Refusal } from './refusal.js';
import { appointSingleOperator } from './single-operator.js';

const chatMan = await anApp();
const directory = mkdtempSync(join(tmpdir(), 'chatman-single-operator-'));
afterAll(() => rmSync(directory, { recursive: true }));
const variables = {
  CHAT_MAN_CONFIG_DIR: chatMan.configDir,
  CHAT_MAN_DATA_DIR: chatMan.dataDir,
  CHAT_MAN_PASSWORD: testMasterPassword,
  DATABASE_URL: chatMan.database.ownerUrl.replace('@/', '@localhost/'),
};
const installation: Installation = { root: resolve('.'), environment: readEnvironment(variables, directory), variables };
const because = { reason: 'Olga has left the office' };
const appoint = (username: string) =>
  appointSingleOperator(username, { json: false, ...because })(installation, new Log('error'));
const { rows } = chatMan.database;

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said += String(text))));
});

it('lets an administrator decide alone whose second person is gone, disables everybody else who may, and is recorded', async () => {
  const ada = await theFirstAdmin(chatMan, 'ada');
  const olga = await aClient(chatMan, 'olga');
  const friend = await aClient(chatMan, 'friend');
  const { id: olgasId } = olga;
  const { id: friendsId } = friend;
  await ada.ask('PATCH', `/users/${olgasId}`, { role: 'compliance_officer', ...because });
  const grant = () => ada.send('PATCH', `/users/${friendsId}`, { role: 'admin', ...because });
  expect((await grant()).status).toBe(202);

  for (const name of ['olga', 'friend', 'nobody.here']) await expect(appoint(name)).rejects.toThrow(Refusal);
  expect((await grant()).status).toBe(202);

  expect(await appoint('ada')).toBe(0);
  expect(said).toContain('Other people who could decide are now disabled: 1.');
  await expect(signedIn(chatMan, 'olga')).rejects.toThrow('401');
  expect(
    await rows(
      `SELECT action, actor IS NULL AS operator FROM audit.event WHERE action IN ('user.disabled', 'second-person.ended') ORDER BY seq`,
    ),
  ).toEqual([
    { action: 'user.disabled', operator: true },
    { action: 'second-person.ended', operator: true },
  ]);
  await rows(`DELETE FROM auth.approval`);
  const again = await provenIn(chatMan, 'ada');
  expect((await again.send('PATCH', `/users/${friendsId}`, { role: 'admin', ...because })).status).toBe(200);
  expect((await again.send('POST', `/users/${olgasId}/enable`, because)).status).toBe(202);
});
