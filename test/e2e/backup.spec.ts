import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backup, BackupList, BackupStarted } from '../../libs/contracts/backup.js';
import { anApp } from '../support/app.js';
import { theFirstAdmin, type Person } from '../support/people.js';

const chatMan = await anApp({ settings: { auth: { requireMfa: 'none' } } });
const backups = join(chatMan.dataDir, 'backups');
let admin: Person;
beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
});

describe('making a backup', () => {
  let backup: Backup;

  it('answers the finished backup to whoever waits', async () => {
    const answer = await admin.send('POST', '/backup/create?wait=true', { label: 'before the move', reason: 'We move house' });
    expect(answer.status).toBe(201);
    backup = (await answer.json()) as Backup;
    expect(backup).toMatchObject({ state: 'finished', label: 'before the move', failure: null, madeBy: { kind: 'person' } });
    expect(backup.madeBy.person?.username).toBe('first.admin');
  });

  it('leaves parts, a manifest and its note, and one keyring copy', () => {
    expect(readdirSync(backups).sort()).toEqual([backup.id, 'keyring'].sort());
  });

  it('answers at once to whoever does not wait, without a body too', async () => {
    const answer = await admin.send('POST', '/backup/create');
    expect(answer.status).toBe(202);
    const { id, job } = (await answer.json()) as BackupStarted;
    expect(job).toBe(id);
    await expect.poll(async () => (await admin.ask<Backup>('GET', `/backup/${id}`)).state).toBe('finished');
    const list = await admin.ask<BackupList>('GET', '/backup/list');
    expect(list.items.map((each) => each.id)).toEqual([id, backup.id]);
  });
});
