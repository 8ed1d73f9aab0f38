import { createServer } from 'node:https';
import { rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { AlertRule } from '#contracts/monitoring/alerts.js';
import type { Conversation } from '#contracts/chat/chat.js';
import { selfSigned } from '../../apps/cli/src/compose/certificate.js';
import { DormantAccounts } from '../../apps/api/src/auth/dormancy/dormant-accounts.js';
import { DiskSpace } from '../../apps/api/src/health/engine/disk-space.js';
import { MemoryProbe } from '../../apps/api/src/health/probes/memory.probe.js';
import { AUDIT_WRITER, type AuditRecord, type AuditWriter } from '../../libs/platform/access/ports.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { TreeRepository } from '../../apps/api/src/audit/tree/tree.repository.js';
import type { AdjustableClock } from './adjustable-clock.js';
import type { TestApp } from './app.js';
import { asSuperuser } from './audit-log.js';
import { aClient, aProvenSessionOf } from './inserted-people.js';
import { startModelServer, type ModelServer } from './model-server/model-server.js';
import type { Person } from './people.js';

/** An installation with low thresholds, and those who work with it. */
export interface Scene {
  readonly subject: TestApp;
  readonly clock: AdjustableClock;
  readonly admin: Person;
  readonly officer: Person;
  readonly client: Person;
  readonly model: ModelServer;
}

/** What raises an alert. Returns how to undo it, where something has to be. */
export type Attack = (scene: Scene) => Promise<(() => unknown) | void>;

const days = (count: number): Attack => {
  return ({ clock }) => {
    clock.advance({ hours: count * 24 });
    return Promise.resolve(() => clock.advance({ hours: -count * 24 }));
  };
};

/** An event that takes much to bring about, which specs of its own do; here it is written as the product writes it. */
const recorded = (event: Omit<AuditRecord, 'actor'>, times = 1): Attack => {
  return async ({ subject }) => {
    const writer = subject.app.get<AuditWriter>(AUDIT_WRITER);
    for (let time = 0; time < times; time++)
      await subject.app.get(Transactions).run((tx) => writer.record(tx, { actor: 'system', ...event }));
  };
};

const someone = '018f0000-0000-7000-8000-00000000abcd';
const because = { reason: 'As agreed with the head of the office' };

/** A scripted attack, or a fault, for each rule. The compiler misses none. */
export const attacks: Readonly<Record<Exclude<AlertRule, 'test'>, Attack>> = {
  'failed-logins': async ({ subject }) => {
    for (let time = 0; time < 5; time++)
      await fetch(`${subject.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: `nobody.${time}`, password: 'Wrong-Password-1!' }),
      });
  },
  'repeated-denials': async ({ client }) => {
    for (let time = 0; time < 4; time++) await client.send('GET', '/settings');
  },
  'mass-read': async ({ admin, client }) => {
    for (let time = 0; time < 4; time++) await admin.ask('GET', `/users/${client.id}`);
  },
  'mass-export': async ({ client }) => {
    const { id } = await client.ask<Conversation>('POST', '/chat/conversations', { title: 'Mine' });
    for (let time = 0; time < 3; time++) await client.send('GET', `/chat/conversations/${id}/export?format=json`);
  },
  // In this installation, today is no office day.
  'off-hours-administration': ({ admin }) => changed(admin),
  'role-granted': async ({ subject }) => {
    const { id } = await aClient(subject, 'becomes.staff');
    const admin = await aProvenSessionOf(subject, 'first.admin');
    await admin.ask('PATCH', `/users/${id}`, { role: 'operations_team', ...because });
  },
  'new-administrator': async ({ subject }) => {
    const { id } = await aClient(subject, 'becomes.admin');
    const admin = await aProvenSessionOf(subject, 'first.admin');
    const { approval } = await admin.ask<{ approval: { id: string } }>('PATCH', `/users/${id}`, { role: 'admin', ...because });
    const officer = await aProvenSessionOf(subject, 'the.officer');
    await officer.ask('POST', `/approvals/${approval.id}/approve`, because);
  },
  'factor-removed': recorded({ action: 'mfa.removed', outcome: 'success', object: { type: 'user', id: someone } }),
  'backup-restores': recorded({ action: 'backup.restored', outcome: 'success' }, 2),
  'audit-verification-failed': recorded({ action: 'audit.verified', outcome: 'failed', code: 'altered' }),
  'audit-not-signed': ({ subject }) => {
    const waiting = vi.spyOn(subject.app.get(TreeRepository), 'unsignedSeconds').mockResolvedValue(61);
    return Promise.resolve(() => waiting.mockRestore());
  },
  'audit-partitions-missing': async ({ subject }) => {
    const next = new Date();
    next.setUTCMonth(next.getUTCMonth() + 2, 1);
    const suffix = `${next.getUTCFullYear()}_${String(next.getUTCMonth() + 1).padStart(2, '0')}`;
    const rename = (from: string, to: string) =>
      asSuperuser(subject, (db) => db.query(`ALTER TABLE audit.${from} RENAME TO ${to}`));
    await rename(`event_${suffix}`, `gone_${suffix}`);
    return () => rename(`gone_${suffix}`, `event_${suffix}`);
  },
  'damaged-record': async ({ subject, client }) => {
    const { id } = await client.ask<Conversation>('POST', '/chat/conversations', { title: 'To be broken' });
    await subject.database.rows(
      `UPDATE chat.conversation SET title = set_byte(title, length(title) / 2, get_byte(title, length(title) / 2) # 1) WHERE id = $1`,
      [id],
    );
    await client.ask('GET', '/chat/conversations');
  },
  'backup-failed': async ({ subject, admin }) => {
    const directory = join(subject.dataDir, 'backups');
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'no directory');
    await admin.send('POST', '/backup/create?wait=true', {});
  },
  'disk-space': ({ subject }) => {
    const measured = vi.spyOn(subject.app.get(DiskSpace), 'of').mockResolvedValue({ used: 95, total: 100 });
    return Promise.resolve(() => measured.mockRestore());
  },
  memory: ({ subject }) => {
    const checked = vi.spyOn(subject.app.get(MemoryProbe), 'check');
    checked.mockResolvedValue({ status: 'fail', message: 'Memory nearly exhausted' });
    return Promise.resolve(() => checked.mockRestore());
  },
  'model-down': ({ model }) => model.close(),
  'retention-failed': async ({ subject }) => {
    await asSuperuser(subject, (db) =>
      db.query(`INSERT INTO jobs.job (name, state, completed_on) VALUES ('auth.tidy', 'failed', now())`),
    );
  },
  'incident-due': async ({ officer, clock }) => {
    await officer.ask('POST', '/security/incidents', {
      ...{ title: 'A stolen laptop', kind: 'loss of confidentiality', description: 'It was signed in.' },
      awareAt: new Date(clock.now().getTime() - 49 * 3_600_000).toISOString(),
    });
  },
  'access-review-due': async ({ officer }) => {
    await officer.ask('POST', '/access-reviews', { days: 5 });
  },
  'accounts-dormant': async ({ subject, client }) => {
    await asSuperuser(subject, (db) =>
      db.query(`UPDATE auth.user SET created_at = created_at - interval '200 days', last_signed_in_at = NULL WHERE id = $1`, [
        client.id,
      ]),
    );
    await subject.app.get(DormantAccounts).run();
  },
  'clock-jump': recorded({ action: 'system.clock-jumped', outcome: 'success', code: 'back' }),
  'encryption-check-skipped': recorded({ action: 'encryption-check.skipped', outcome: 'success' }),
  // Last, since sessions end when days pass.
  'requests-overdue': async (scene) => {
    const client = await aProvenSessionOf(scene.subject, 'a.client');
    await client.ask('POST', '/dsr/requests', { type: 'erasure', details: 'Please forget me' });
    return days(25)(scene);
  },
  'audit-verification-late': days(36),
  'backup-overdue': days(3),
  'restore-test-overdue': days(40),
  'certificate-expiry': days(55),
  'key-age': days(366),
};

async function changed(admin: Person): Promise<void> {
  await admin.ask('PATCH', '/settings', { changes: { 'model.temperature': 0.5 }, reason: 'As agreed' });
}

/** An address in front of Chat Man, with a certificate for two months. */
export async function publicAddress(): Promise<{ readonly url: string; close(): void }> {
  const { certificate, key } = await selfSigned(['localhost'], 60);
  const server = createServer({ cert: certificate, key }, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

export const startModel = (): Promise<ModelServer> => startModelServer({ answer: 'An answer.' });
