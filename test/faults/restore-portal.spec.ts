import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { AuditVerification } from '../../libs/contracts/audit/audit.js';
import type { Approval } from '../../libs/contracts/auth/approvals.js';
import type { Backup } from '../../libs/contracts/backup/backup.js';
import type { NewestRestore, Restore } from '../../libs/contracts/backup/restore.js';
import { codeOf } from '../support/answers.js';
import { chatman } from '../support/command-line.js';
import type { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aChatMan, aPlace, built } from '../support/installation.js';
import { registered, signedIn, type Person } from '../support/people.js';

vi.setConfig({ testTimeout: 300_000 });

beforeAll(built);

interface Two {
  readonly place: string;
  readonly chatMan: ChatMan;
  readonly admin: Person;
  readonly other: Person;
  readonly backup: Backup;
  readonly lost: string;
}

/** Two administrators, a backup, and a conversation that is younger than it. */
async function two(): Promise<Two> {
  const place = aPlace();
  const chatMan = await aChatMan({ place });
  const admin = await theFirstPerson(chatMan);
  const { id } = await registered(chatMan, 'second.admin');
  await admin.ask('PATCH', `/users/${id}`, { role: 'admin', reason: 'Decides with the first one' });
  const other = await signedIn(chatMan, 'second.admin');
  await admin.ask('POST', '/chat/conversations', { title: 'before the backup' });
  const backup = await admin.ask<Backup>('POST', '/backup/create?wait=true', {});
  const lost = await admin.ask<{ id: string }>('POST', '/chat/conversations', { title: 'after the backup' });
  return { place, chatMan, admin, other, backup, lost: lost.id };
}

const reason = 'The import of this morning went wrong';

async function decided({ admin, other, backup }: Two): Promise<void> {
  const { approval } = await admin.ask<{ approval: Approval }>('POST', `/backup/restore/${backup.id}`, { reason });
  expect(approval).toMatchObject({ action: 'backup.restore', state: 'pending' });
  expect(await admin.ask('GET', '/backup/restore/newest')).toEqual({ restore: null });
  await other.ask('POST', `/approvals/${approval.id}/approve`, { reason });
}

/** Everything that somebody without an account was answered until Chat Man was back. */
async function seenUntilBack(chatMan: ChatMan): Promise<{ api: string[]; pages: string[]; phases: Set<string> }> {
  const seen = { api: [] as string[], pages: [] as string[], phases: new Set<string>() };
  const get = (path: string) => fetch(`${chatMan.url}${path}`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  await expect.poll(async () => (await get('/api/maintenance'))?.status, { timeout: 60_000, interval: 50 }).toBe(200);
  for (;;) {
    const progress = await get('/api/maintenance');
    if (progress?.status === 404) return seen;
    if (progress?.status === 200) {
      seen.phases.add(((await progress.json()) as Restore).phase);
      const api = await get('/api/auth/me');
      if (api?.status === 503) seen.api.push(`${await codeOf(api)} ${api.headers.get('Retry-After')}`);
      const page = await get('/');
      if (page?.status === 503) seen.pages.push(await page.text());
    }
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

test('two people restore a backup in the portal: everybody else sees what goes on, and the database is that of the backup', async () => {
  const all = await two();
  const { place, chatMan, admin, other, backup, lost } = all;
  await decided(all);
  const seen = await seenUntilBack(chatMan);
  expect(new Set(seen.api)).toEqual(new Set(['maintenance 5']));
  expect(seen.pages[0]).toContain('Chat Man is being restored');
  expect(seen.pages[0]).not.toMatch(/morning|first\.admin/);
  expect([...seen.phases]).toEqual(expect.arrayContaining(['preparing']));

  expect((await admin.send('GET', '/auth/me')).status).toBe(401);
  const again = await signedIn(chatMan, admin.username);
  expect((await again.send('GET', `/chat/conversations/${lost}`)).status).toBe(404);
  const { restore } = await again.ask<NewestRestore>('GET', '/backup/restore/newest');
  expect(restore).toMatchObject({
    ...{ state: 'finished', failure: null, backupId: backup.id, kept: expect.stringContaining('chatman_before_') as string },
    ...{ requestedBy: { id: admin.id, username: admin.username }, approvedBy: { id: other.id } },
    broughtUpToDate: { holds: 0, tokens: 0 },
  });
  // Two people accepted the loss, so the log goes on by itself.
  await chatMan.stop();
  const verified = JSON.parse((await chatman(place, 'audit', 'verify', '--json')).text) as AuditVerification;
  expect(verified).toMatchObject({ valid: true, waiting: 0 });
  const log = (await chatman(place, 'audit', 'export', '--format', 'csv', '--reason', 'to see the restore')).text;
  expect(log.match(/,backup\.restored,/g)).toHaveLength(1);
});

test('a backup that was altered is refused, and everything is as it was', async () => {
  const all = await two();
  const { place, chatMan, admin, backup, lost } = all;
  const directory = join(place, 'data', 'backups', backup.id);
  const part = join(
    directory,
    readdirSync(directory).find((name) => name.startsWith('chat.conversation.'))!,
  );
  const bytes = readFileSync(part);
  bytes[bytes.length - 20]! ^= 1;
  writeFileSync(part, bytes);
  await decided(all);
  await seenUntilBack(chatMan);
  expect(await admin.ask('GET', `/chat/conversations/${lost}`)).toMatchObject({ title: 'after the backup' });
  const { restore } = await admin.ask<NewestRestore>('GET', '/backup/restore/newest');
  expect(restore).toMatchObject({
    state: 'failed',
    kept: null,
    failure: expect.stringContaining('Nothing was changed') as string,
  });
  await chatMan.stop();
  const log = (await chatman(place, 'audit', 'export', '--format', 'csv', '--reason', 'to see the restore')).text;
  const outcomes = log.split('\n').filter((line) => line.includes(',backup.restored,'));
  expect(outcomes.map((line) => /,(intent|failed),/.exec(line)?.[1])).toEqual(['intent', 'failed']);
});

test('a restore whose supervisor is killed in the middle of it is settled by the next start', async () => {
  const all = await two();
  const { place, chatMan, lost } = all;
  await decided(all);
  await expect.poll(() => chatMan.statusOf('/api/maintenance'), { timeout: 60_000, interval: 20 }).toBe(200);
  await chatMan.kill();
  const next = await aChatMan({ place });
  const again = await signedIn(next, 'first.admin');
  const { restore } = await again.ask<NewestRestore>('GET', '/backup/restore/newest');
  expect(['failed', 'finished']).toContain(restore?.state);
  const status = (await again.send('GET', `/chat/conversations/${lost}`)).status;
  expect(status).toBe(restore?.state === 'failed' ? 200 : 404);
});
