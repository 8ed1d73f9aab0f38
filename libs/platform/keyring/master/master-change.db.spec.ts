import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sealed } from '#sealing/record.js';
import { uuidv7 } from '../../ids.js';
import { asRole } from '../../postgres/roles/roles.js';
import type { MasterChangeProgress } from './master-change.js';
import { openMasterPassword, type OpenedMaster } from './master-password.js';
import { aDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { aKeyringInstance, type TestInstance } from '../../../../test/support/keyring.js';

const OLD = 'the old master password';
const NEW = 'the new master password';
const place = { table: 'chat.message', column: 'content', row: uuidv7(Date.now()) };
const unrecorded = (): Promise<void> => Promise.resolve();
const aUser = (): string => uuidv7(Date.now());

let configDir: string;
let database: TestDatabase;
let instances: TestInstance[];

beforeEach(async () => {
  configDir = mkdtempSync(join(tmpdir(), 'chatman-config-'));
  database = await aDatabase();
  instances = [];
});
afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.close()));
  rmSync(configDir, { recursive: true, force: true });
});

/** As at the start of a process with this password. */
async function started(
  password: string,
  withMaster: (master: OpenedMaster) => OpenedMaster = (master) => master,
): Promise<TestInstance> {
  const master = withMaster(await openMasterPassword({ configDir, password }));
  const instance = await aKeyringInstance({ runtimeUrl: database.runtimeUrl, master });
  instances.push(instance);
  return instance;
}

async function sealedBy({ keyring }: TestInstance, users: readonly string[]): Promise<Map<string, Sealed>> {
  const sealed = new Map<string, Sealed>();
  for (const user of users) sealed.set(user, (await keyring.forSubject(user)).seal(place, user));
  return sealed;
}

async function expectAllOpen({ keyring }: TestInstance, sealed: ReadonlyMap<string, Sealed>): Promise<void> {
  const opened = await Promise.all(
    [...sealed].map(async ([user, record]) => (await keyring.forSubject(user)).openText(place, record)),
  );
  expect(opened).toEqual([...sealed.keys()]);
}

async function changedOn(instance: TestInstance): Promise<void> {
  await instance.masterChange.begin(NEW, unrecorded);
  await instance.masterChange.resume();
  await instance.masterChange.finish(unrecorded);
}

/** Two minutes after the switch, an instance with the new password has checked. */
async function burnt(restarted: TestInstance): Promise<void> {
  await asRole(database.ownerUrl, (client) => client.query("UPDATE keyring.master_key SET since = since - interval '2 minutes'"));
  await restarted.masterChange.watch();
}

describe('changing the master password', () => {
  it('leaves everything readable, under the new password alone', async () => {
    const before = await started(OLD);
    const sealed = await sealedBy(before, [aUser(), aUser()]);
    const index = await before.keyring.blindIndex('auth.user.email', 'anna@example.org');
    await changedOn(before);

    const after = await started(NEW);
    await expectAllOpen(after, sealed);
    expect(await after.keyring.blindIndex('auth.user.email', 'anna@example.org')).toEqual(index);
    await expect(openMasterPassword({ configDir, password: OLD })).rejects.toThrow(/is not the master password/);
  });

  it('goes on where it stopped, on another instance, while keys are made', async () => {
    const first = await started(OLD);
    const users = Array.from({ length: 1_100 }, aUser);
    await Promise.all(
      [0, 1, 2, 3].map((part) =>
        sealedBy(
          first,
          users.filter((_, index) => index % 4 === part),
        ),
      ),
    );
    await first.masterChange.begin(NEW, unrecorded);
    const stop = new AbortController();
    await first.masterChange.resume(() => stop.abort(), stop.signal);
    expect(await first.masterChange.progress()).toEqual({ total: 1_100, remaining: 600 });

    const second = await started(OLD);
    const late = Array.from({ length: 20 }, aUser);
    const reports: MasterChangeProgress[] = [];
    const [, lateRecords] = await Promise.all([
      second.masterChange.resume((report) => reports.push(report)),
      sealedBy(first, late),
    ]);
    await second.masterChange.finish(unrecorded);
    expect(reports.at(-1)?.remaining).toBe(0);
    await expectAllOpen(await started(NEW), lateRecords);
  });

  it('does not disturb an instance that runs on with the old password', async () => {
    const changing = await started(OLD);
    const running = await started(OLD);
    const sealed = await sealedBy(running, [aUser()]);
    await changedOn(changing);
    const restarted = await started(NEW);
    await expectAllOpen(running, sealed);
    await expectAllOpen(restarted, await sealedBy(running, [aUser(), aUser()]));
  });

  it('does not disturb an instance that was idle all the while, even after the bridge is burnt', async () => {
    const idle = await started(OLD);
    await changedOn(await started(OLD));
    const restarted = await started(NEW);
    await idle.masterChange.watch();
    await burnt(restarted);
    await expectAllOpen(restarted, await sealedBy(idle, [aUser()]));
  });

  it('asks an instance that missed it to restart', async () => {
    const asleep = await started(OLD);
    await changedOn(await started(OLD));
    await burnt(await started(NEW));
    await expect(asleep.keyring.forSubject(aUser())).rejects.toThrow(/Restart it with the new one/);
  });

  it('leaves nothing behind that the old password opens', async () => {
    await changedOn(await started(OLD));
    await burnt(await started(NEW));
    const { rows } = await asRole(database.ownerUrl, (client) =>
      client.query('SELECT state, bridge, verifier FROM keyring.master_key'),
    );
    expect(rows).toEqual([{ state: 'current', bridge: null, verifier: null }]);
  });

  it('keeps the bridge for two minutes', async () => {
    await changedOn(await started(OLD));
    await (await started(NEW)).masterChange.watch();
    const { rows } = await asRole(database.ownerUrl, (client) =>
      client.query('SELECT bridge_from IS NOT NULL AS stands FROM keyring.master_key'),
    );
    expect(rows).toEqual([{ stands: true }]);
  });

  it('is not finished while a key is under the old password', async () => {
    const instance = await started(OLD);
    await instance.keyring.forSubject(aUser());
    await instance.masterChange.begin(NEW, unrecorded);
    await expect(instance.masterChange.finish(unrecorded)).rejects.toMatchObject({ code: 'master-change-unfinished' });
    await openMasterPassword({ configDir, password: OLD });
  });

  it('that dies between database and file is completed by a start with the old password', async () => {
    const dying = await started(OLD, (master) => withBrokenReplace(master));
    const sealed = await sealedBy(dying, [aUser()]);
    await expect(changedOn(dying)).rejects.toThrow('the disk is full');

    await expectAllOpen(await started(OLD), sealed);
    await expectAllOpen(await started(NEW), sealed);
  });

  it('commits only together with its audit event', async () => {
    const instance = await started(OLD);
    const refused = (): Promise<void> => Promise.reject(new Error('no audit, no change'));
    await expect(instance.masterChange.begin(NEW, refused)).rejects.toThrow('no audit, no change');
    expect(await instance.masterChange.progress()).toBeNull();

    await instance.masterChange.begin(NEW, unrecorded);
    await expect(instance.masterChange.finish(refused)).rejects.toThrow('no audit, no change');
    await openMasterPassword({ configDir, password: OLD });
  });

  it('refuses a second change, the same password and a short one', async () => {
    const instance = await started(OLD);
    await expect(instance.masterChange.begin(OLD, unrecorded)).rejects.toMatchObject({ code: 'same-master-password' });
    await expect(instance.masterChange.begin('aaaaaaaaaaaaaaaa', unrecorded)).rejects.toMatchObject({
      code: 'weak-master-password',
    });
    await expect(instance.masterChange.resume()).rejects.toMatchObject({ code: 'no-master-change' });
    await instance.masterChange.begin(NEW, unrecorded);
    await expect(instance.masterChange.begin('yet another password', unrecorded)).rejects.toMatchObject({
      code: 'master-change-under-way',
    });
  });

  it('says of a change that has just been finished that it is finished', async () => {
    await changedOn(await started(OLD));
    const restarted = await started(NEW);
    await expect(restarted.masterChange.begin('yet another password', unrecorded)).rejects.toMatchObject({
      code: 'master-change-just-finished',
    });
    await burnt(restarted);
    await restarted.masterChange.begin('yet another password', unrecorded);
  });
});

describe('a start', () => {
  it('refuses a database whose keys belong to another master password, and takes back the files it made', async () => {
    await started(OLD);
    rmSync(configDir, { recursive: true });
    await expect(started(OLD)).rejects.toThrow(/wrapped with a different master password/);
    await expect(openMasterPassword({ configDir, password: 'A-First-Start-Again-1' })).resolves.toBeDefined();
  });

  it('of two instances on an empty database gives them one keyring', async () => {
    await openMasterPassword({ configDir, password: OLD });
    const [one, other] = await Promise.all([started(OLD), started(OLD)]);
    const sealed = await sealedBy(one, [aUser()]);
    await expectAllOpen(other, sealed);
  });
});

function withBrokenReplace(master: OpenedMaster): OpenedMaster {
  const files = Object.assign(Object.create(master.files) as OpenedMaster['files'], {
    replace: () => Promise.reject(new Error('the disk is full')),
  });
  return { ...master, files };
}
