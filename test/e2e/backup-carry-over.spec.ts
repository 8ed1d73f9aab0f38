import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { KeyringCopy } from '../../apps/api/src/backup/keyring-copy/keyring-copy.js';
import type { Backup } from '../../libs/contracts/backup/backup.js';
import type { Hold } from '../../libs/contracts/retention/holds.js';
import { anApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const chatMan = await anApp({ settings: { auth: { requireMfa: 'none' } } });
const keyrings = join(chatMan.dataDir, 'backups', 'keyring');
let admin: Person;
let officer: Person;
let client: Person;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'carrying.officer', { role: 'compliance_officer' });
  client = await aClient(chatMan, 'carried.client');
  await admin.ask<Backup>('POST', '/backup/create?wait=true', {});
});

const whole = (): string[] =>
  readdirSync(keyrings)
    .filter((id) => existsSync(join(keyrings, id, 'keyring.note')))
    .sort();
const newest = (): string => whole().at(-1)!;
const copyIn = (id: string): KeyringCopy =>
  KeyringCopy.parse(JSON.parse(readFileSync(join(keyrings, id, 'keyring.json'), 'utf8')));
const carried = (table: string): number | undefined =>
  copyIn(newest()).carryOver?.tables.find(({ name }) => name === table)?.rows;
const place = () =>
  officer.ask<Hold>('POST', '/retention/holds', {
    ...{ matter: 'Claim of Mx Ashgrove', reason: 'The court asked for it', reviewAt: '2040-01-01' },
    scope: { subjects: [client.id] },
  });

describe('the keyring copy beside the backups', () => {
  it('is written again when a hold was placed, without another backup', async () => {
    expect(carried('retention.hold')).toBe(0);
    await place();
    await expect.poll(() => carried('retention.hold'), { timeout: 20_000 }).toBe(1);
    expect(carried('retention.hold_item')).toBe(1);
  });

  it('is written again when somebody was disabled, and not when nothing changed that it carries', async () => {
    const before = newest();
    await client.ask('POST', '/chat/conversations', { title: 'nothing that is carried' });
    await admin.ask('PATCH', `/users/${client.id}`, { displayName: 'Somebody Else' });
    await new Promise((settle) => setTimeout(settle, 4_500));
    expect(newest()).toBe(before);
    await admin.ask('POST', `/users/${client.id}/disable`, { reason: 'Left the house' });
    await expect.poll(newest, { timeout: 20_000 }).not.toBe(before);
  });

  it('leaves a copy there that only the backups of another database need', async () => {
    const foreign = '01938a5e-0000-7000-8000-000000000001';
    const own = newest();
    cpSync(join(keyrings, own), join(keyrings, foreign), { recursive: true });
    const copy = { ...copyIn(own), id: foreign, backupKeyId: '01938a5e-0000-7000-8000-000000000002' };
    writeFileSync(join(keyrings, foreign, 'keyring.json'), JSON.stringify(copy));
    await place();
    await expect.poll(newest, { timeout: 20_000 }).not.toBe(own);
    await expect.poll(whole).toEqual([foreign, newest()]);
  });
});
