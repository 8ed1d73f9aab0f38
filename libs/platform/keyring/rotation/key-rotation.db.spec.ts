import { afterAll, beforeAll, expect, it } from 'vitest';
import { CannotOpen } from '#sealing/cannot-open.js';
import { uuidv7 } from '../../ids.js';
import { asRole } from '../../postgres/roles/roles.js';
import { derivedOwner, subjectOwner, type Owner } from '../keys/owner.js';
import { aDatabase } from '../../../../test/support/database.js';
import { aKeyringInstance, type TestInstance } from '../../../../test/support/keyring.js';

const database = await aDatabase();
const place = { table: 'chat.message', column: 'content', row: uuidv7(Date.now()) };

let now = 1_000_000;
let here: TestInstance;
let elsewhere: TestInstance;

beforeAll(async () => {
  here = await aKeyringInstance({ runtimeUrl: database.runtimeUrl, now: () => now });
  elsewhere = await aKeyringInstance({ runtimeUrl: database.runtimeUrl, now: () => now });
});
afterAll(() => Promise.all([here.close(), elsewhere.close()]));

async function aUserWithKey(): Promise<{ user: string; owner: Owner }> {
  const user = uuidv7(Date.now());
  await here.keyring.forSubject(user);
  return { user, owner: subjectOwner(user) };
}

async function rotated(owner: Owner): Promise<void> {
  await here.transactions.run((tx) => here.rotation.prepare(tx, owner));
  await twoMinutesPass(owner);
  await here.transactions.run((tx) => here.rotation.activate(tx, owner));
}

async function twoMinutesPass(owner: Owner): Promise<void> {
  now += 120_000;
  await asRole(database.ownerUrl, (client) =>
    client.query("UPDATE keyring.data_key SET state_since = state_since - interval '2 minutes' WHERE owner_name = $1", [
      owner.name,
    ]),
  );
}

it('goes on opening what the version before sealed', async () => {
  const { user, owner } = await aUserWithKey();
  const old = (await here.keyring.forSubject(user)).seal(place, 'old');
  await rotated(owner);
  const sealer = await here.keyring.forSubject(user);
  const fresh = sealer.seal(place, 'fresh');
  expect([sealer.openText(place, old), sealer.openText(place, fresh)]).toEqual(['old', 'fresh']);
  expect([sealer.isCurrent(old), sealer.isCurrent(fresh)]).toEqual([false, true]);
});

it('never shows another instance a record that it cannot open', async () => {
  const { user, owner } = await aUserWithKey();
  await here.transactions.run((tx) => here.rotation.prepare(tx, owner));
  const loadedAfterPreparation = await elsewhere.keyring.forSubject(user);
  await twoMinutesPass(owner);
  await here.transactions.run((tx) => here.rotation.activate(tx, owner));
  const fresh = (await here.keyring.forSubject(user)).seal(place, 'fresh');
  expect(loadedAfterPreparation.openText(place, fresh)).toBe('fresh');
});

it('makes writers on other instances use the new version immediately', async () => {
  const { user, owner } = await aUserWithKey();
  await elsewhere.keyring.forSubject(user);
  await rotated(owner);
  const sealed = await elsewhere.transactions.run(async (tx) => (await elsewhere.keyring.forSubject(user, tx)).seal(place, 'x'));
  expect((await here.keyring.forSubject(user)).isCurrent(sealed)).toBe(true);
});

it('does not activate a version that other instances may not know yet', async () => {
  const { owner } = await aUserWithKey();
  await here.transactions.run((tx) => here.rotation.prepare(tx, owner));
  await expect(here.transactions.run((tx) => here.rotation.activate(tx, owner))).rejects.toMatchObject({
    code: 'rotation-too-early',
  });
});

it('refuses old versions once the floor is raised', async () => {
  const { user, owner } = await aUserWithKey();
  const old = (await here.keyring.forSubject(user)).seal(place, 'old');
  await rotated(owner);
  await here.transactions.run((tx) => here.rotation.raiseFloor(tx, owner, 2));
  const sealer = await here.keyring.forSubject(user);
  expect(() => sealer.open(place, old)).toThrow(CannotOpen);
  expect(sealer.openText(place, sealer.seal(place, 'new'))).toBe('new');
});

it('does not raise the floor above the active version', async () => {
  const { owner } = await aUserWithKey();
  await expect(here.transactions.run((tx) => here.rotation.raiseFloor(tx, owner, 2))).rejects.toMatchObject({
    code: 'floor-above-active',
  });
});

it('prepares one version at a time', async () => {
  const { owner } = await aUserWithKey();
  const both = await Promise.allSettled(
    [here, elsewhere].map(({ transactions, rotation }) => transactions.run((tx) => rotation.prepare(tx, owner))),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('does not rotate a key that secrets are derived from', async () => {
  await here.keyring.secretFor('pepper');
  await expect(here.transactions.run((tx) => here.rotation.prepare(tx, derivedOwner('pepper')))).rejects.toThrow(RangeError);
});

it('has nothing to rotate where there is no key', async () => {
  const owner = subjectOwner(uuidv7(Date.now()));
  await expect(here.transactions.run((tx) => here.rotation.prepare(tx, owner))).rejects.toMatchObject({ code: 'no-key' });
});

it('destroys all versions', async () => {
  const { owner } = await aUserWithKey();
  await rotated(owner);
  expect(await here.transactions.run((tx) => here.keyring.destroy(tx, owner))).toBe(2);
});
