import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FirstStepName, FirstSteps } from '../../libs/contracts/auth/first-steps.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { answerOf } from '../support/answers.js';
import { anApp, type TestApp } from '../support/app.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

let subject: TestApp;
let model: ModelServer;
let ada: Person;

beforeAll(async () => {
  model = await startModelServer();
  subject = await anApp({ environment: { OLLAMA_BASE_URL: 'http://127.0.0.1:9' } });
  ada = await theFirstAdmin(subject, 'ada');
});
afterAll(() => model.close());

const steps = (by = ada): Promise<FirstSteps> => by.ask<FirstSteps>('GET', '/first-steps');
const done = async (by = ada): Promise<FirstStepName[]> =>
  (await steps(by)).items.filter((step) => step.done).map(({ name }) => name);
const confirm = (step: string): Promise<[number, string | undefined]> =>
  answerOf(ada.send('PUT', `/first-steps/${step}/confirmation`));
const events = (action: string): Promise<(string | null)[]> =>
  asRole(subject.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ reason: string | null }>(
      'SELECT reason::text FROM audit.event WHERE action = $1 ORDER BY seq',
      [action],
    );
    return rows.map(({ reason }) => reason);
  });

it('nothing is done in a new installation', async () => {
  const { items, dismissed } = await steps();
  expect(items.map(({ name }) => name)).toEqual([
    'master-password-saved',
    'model-connected',
    'backup-elsewhere',
    'second-administrator',
    'second-factor',
  ]);
  expect([await done(), dismissed]).toEqual([[], false]);
});

it('that the master password is saved is what a person says, and can take back', async () => {
  expect(await confirm('master-password-saved')).toEqual([204, undefined]);
  const [saved] = (await steps()).items;
  expect(saved).toMatchObject({ done: true, confirmed: { by: { username: 'ada' } } });
  expect((await ada.send('DELETE', '/first-steps/master-password-saved/confirmation')).status).toBe(204);
  expect((await ada.send('DELETE', '/first-steps/master-password-saved/confirmation')).status).toBe(404);
  expect(await done()).toEqual([]);
  expect([await events('first-step.confirmed'), await events('first-step.withdrawn')]).toEqual([
    ['master-password-saved'],
    ['master-password-saved'],
  ]);
});

it.each(['model-connected', 'second-administrator', 'second-factor', 'anything'])(
  'nobody can say of %s that it is done',
  async (step) => {
    expect(await confirm(step)).toEqual([400, 'invalid-request']);
  },
);

it('a backup is kept elsewhere when there is a sound one and a person confirms it', async () => {
  expect(await confirm('backup-elsewhere')).toEqual([409, 'no-sound-backup']);
  const { id } = await ada.ask<{ id: string }>('POST', '/backup/create?wait=true', {});
  expect(await confirm('backup-elsewhere')).toEqual([409, 'no-sound-backup']);
  await ada.ask('POST', `/backup/verify/${id}`);
  expect(await done()).toEqual([]);
  expect(await confirm('backup-elsewhere')).toEqual([204, undefined]);
  expect(await done()).toEqual(['backup-elsewhere']);
  await asRole(subject.database.ownerUrl, (client) => client.query('UPDATE backup.run SET verified_valid = false'));
  expect(await done()).toEqual([]);
});

it('a second administrator counts while another person can sign in as one', async () => {
  const { id } = await aClient(subject, 'bob');
  const becomes = (change: string): Promise<unknown> =>
    asRole(subject.database.ownerUrl, (client) => client.query(`UPDATE auth.user SET ${change} WHERE id = $1`, [id]));
  await becomes("role = 'admin'");
  expect(await done()).toEqual(['second-administrator']);
  await becomes("state = 'disabled'");
  expect(await done()).toEqual([]);
  await becomes("state = 'active'");
});

it('a list that was put away is put away for that person alone', async () => {
  expect((await ada.send('PUT', '/first-steps/dismissal')).status).toBe(204);
  const bob = await aSessionOf(subject, 'bob');
  expect([(await steps()).dismissed, (await steps(bob)).dismissed]).toEqual([true, false]);
  expect(await events('first-steps.dismissed')).toHaveLength(1);
});

it('a model counts while one is available', async () => {
  const beside = await anApp({ environment: { OLLAMA_BASE_URL: model.url }, beside: subject });
  const there = await aSessionOf(beside, 'ada');
  await expect.poll(() => done(there)).toContain('model-connected');
  expect(await done()).not.toContain('model-connected');
});
