import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Approval } from '../../libs/contracts/auth/approvals.js';
import type { Backup } from '../../libs/contracts/backup/backup.js';
import type { NewestRestore } from '../../libs/contracts/backup/restore.js';
import { RestoreRecord } from '../../libs/platform/maintenance/restore-record.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { proveAgain, signedIn, type Person } from '../support/people.js';

const chatMan = await anApp({ settings: { auth: { requireMfa: 'none' } } });
const file = join(chatMan.dataDir, 'restore', 'newest.json');
const reason = 'The import of this morning went wrong';
let admin: Person;
let other: Person;
let backup: Backup;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
  other = await aPerson(chatMan, 'second.admin', { role: 'admin' });
  backup = await admin.ask<Backup>('POST', '/backup/create?wait=true', { label: 'before the import' });
});

describe('a restore from the portal', () => {
  it('is for administrators, after a step-up, and of a backup that is whole', async () => {
    const client = await aClient(chatMan, 'curious.client');
    expect((await client.send('POST', `/backup/restore/${backup.id}`, { reason })).status).toBe(403);
    expect((await client.send('GET', '/backup/restore/newest')).status).toBe(403);
    const unproven = await signedIn(chatMan, admin.username, admin.password);
    expect(await codeOf(unproven.send('POST', `/backup/restore/${backup.id}`, { reason }))).toBe('step-up-required');
    await proveAgain(admin);
    const missing = '01940000-0000-7000-8000-000000000001';
    expect(await codeOf(admin.send('POST', `/backup/restore/${missing}`, { reason }))).toBe('backup-not-restorable');
  });

  it('begins when a second person has approved it, by a record that names no reason', async () => {
    const { approval } = await admin.ask<{ approval: Approval }>('POST', `/backup/restore/${backup.id}`, { reason });
    expect(approval).toMatchObject({ state: 'pending', summary: expect.stringContaining('“before the import”') as string });
    expect(await admin.ask('GET', '/backup/restore/newest')).toEqual({ restore: null });
    expect(existsSync(file)).toBe(false);
    expect(await codeOf(admin.send('POST', `/approvals/${approval.id}/approve`, { reason }))).toBe('own-approval');

    await other.ask('POST', `/approvals/${approval.id}/approve`, { reason });
    await expect.poll(() => existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('morning');
    expect(RestoreRecord.parse(JSON.parse(text))).toMatchObject({
      ...{ state: 'requested', backupId: backup.id, requestedBy: admin.id, approvedBy: other.id },
      actor: { id: other.id, role: 'admin' },
    });
    const events = await chatMan.database.rows(
      `SELECT outcome::text, object_id::text AS object FROM audit.event WHERE action = 'backup.restored'`,
    );
    expect(events).toEqual([{ outcome: 'intent', object: backup.id }]);
  });

  it('is the only one until it has ended', async () => {
    expect(await admin.ask<NewestRestore>('GET', '/backup/restore/newest')).toMatchObject({
      restore: { state: 'requested', requestedBy: { username: admin.username }, approvedBy: { username: 'second.admin' } },
    });
    expect(await codeOf(admin.send('POST', `/backup/restore/${backup.id}`, { reason }))).toBe('restore-under-way');
  });
});
