import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { Log } from '#platform/logging/log.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import { openCheckpoint, signCheckpoint, type Checkpoint } from '#transparency/note/checkpoint.js';
import { NoteVerifier } from '#transparency/note/note-key.js';
import { SigningKey } from '../../../api/src/audit/engine/signing-key.js';
import { aDatabase } from '../../../../test/support/database.js';
import type { Installation } from '../installation/installation.js';
import { verifyOffline } from './offline.js';
import { AuditReadingFacade } from '../../../api/src/audit/audit-reading.facade.js';
import { auditCommand } from './audit-command.js';
import { withAuditLog } from './audit-context.js';
import { acceptLoss, exportLog, printCheckpoint, printProof, refusePruning, verifyOnline } from './online.js';

const directory = mkdtempSync(join(tmpdir(), 'chatman-audit-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));
const database = await aDatabase();
const log = new Log('error');
const exportFile = join(directory, 'export.jsonl');
const key = join(directory, 'config', 'audit.pub');

const variables = {
  CHAT_MAN_CONFIG_DIR: join(directory, 'config'),
  CHAT_MAN_DATA_DIR: join(directory, 'data'),
  CHAT_MAN_PASSWORD: 'Correct-Horse-Battery-9',
  DATABASE_URL: database.ownerUrl.replace('@/', '@localhost/'),
};
const installation: Installation = { root: resolve('.'), environment: readEnvironment(variables, directory), variables };

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function newestNote(): Promise<Checkpoint> {
  const keys = [NoteVerifier.parse(readFileSync(key, 'utf8').trim())];
  return openCheckpoint(readFileSync(join(directory, 'data', 'audit', 'checkpoint'), 'utf8'), keys);
}

/** Checkpoints with the key of the log that contradict the log: as after a restore, or a rewrite. */
async function signedElsewhere(size: number): Promise<{ readonly beyond: string; readonly forked: string }> {
  const signer = (await new SigningKey(installation.environment).signer())!;
  const files = { beyond: join(directory, 'beyond'), forked: join(directory, 'forked') };
  const statement = { origin: signer.verifier.name, root: Buffer.alloc(32, 7), signedAt: Date.now() };
  const progress = { ...(await newestNote()).progress };
  writeFileSync(files.beyond, signCheckpoint({ ...statement, size: size + 50, progress }, signer));
  writeFileSync(files.forked, signCheckpoint({ ...statement, size: 1, progress }, signer));
  return files;
}

async function offline(file: string, options: Partial<Parameters<typeof verifyOffline>[1]> = {}): Promise<number> {
  await verifyOffline(file, { key, json: false, ...options });
  return Number(process.exitCode);
}

describe('chatman audit', () => {
  it('exports the log, and records that it did and why', async () => {
    expect(
      await exportLog({ format: 'jsonl', details: true, reason: 'for the auditor', out: exportFile })(installation, log),
    ).toBe(0);
    expect(statSync(exportFile).mode & 0o777).toBe(0o600);
    const text = readFileSync(exportFile, 'utf8');
    expect(text).toContain('"action":"audit.exported"');
  });

  it('seals the reason that was typed on the shell, also where it is a single word', async () => {
    const out = join(directory, 'without-details.jsonl');
    expect(await exportLog({ format: 'jsonl', details: false, reason: 'mueller', out })(installation, log)).toBe(0);
    const { rows } = await asRole(database.ownerUrl, (client) =>
      client.query<{ reason: string | null; sealed: boolean }>(
        `SELECT reason, detail_commit IS NOT NULL AS sealed FROM audit.event WHERE outcome = 'intent' ORDER BY seq DESC LIMIT 1`,
      ),
    );
    expect(rows).toEqual([{ reason: null, sealed: true }]);
    expect(readFileSync(out, 'utf8')).not.toContain('mueller');
  });

  it('verifies an export with nothing but the public key', async () => {
    expect(await offline(exportFile)).toBe(0);
    expect(said).toContain('The audit log is sound.');
    expect(await offline(exportFile, { key: readFileSync(key, 'utf8').trim(), json: true })).toBe(0);
    expect(said).toContain('"valid":true');
  });

  it('says what is wrong with an export, and answers 1', async () => {
    const tampered = join(directory, 'tampered.jsonl');
    writeFileSync(tampered, readFileSync(exportFile, 'utf8').replace('"role":"system"', '"role":"visitor"'));
    expect(await offline(tampered)).toBe(1);
    expect(said).toContain('NOT sound: altered');
  });

  it('compares an export with anchors, notes or lines', async () => {
    const anchors = join(directory, 'data', 'audit', 'anchors.jsonl');
    const newest = join(directory, 'data', 'audit', 'checkpoint');
    expect(await verifyOnline({ json: true })(installation, log)).toBe(0);
    expect(await offline(exportFile, { anchor: [anchors] })).toBe(1);
    expect(said).toContain('stale');
    expect(await exportLog({ format: 'jsonl', details: false, reason: 'again', out: exportFile })(installation, log)).toBe(0);
    writeFileSync(join(directory, 'kept'), readFileSync(newest, 'utf8'));
    expect(await exportLog({ format: 'jsonl', details: false, reason: 'again', out: exportFile })(installation, log)).toBe(0);
    expect(await offline(exportFile, { anchor: [join(directory, 'kept')] })).toBe(0);
  });

  it('compares the log in the database with anchors, too', async () => {
    const kept = join(directory, 'kept');
    expect(await verifyOnline({ json: false, anchor: [kept] })(installation, log)).toBe(0);
    const other = await signedElsewhere((await newestNote()).size);
    expect(await verifyOnline({ json: false, anchor: [kept, other.beyond] })(installation, log)).toBe(1);
    expect(said).toContain('NOT sound: stale');
    expect(await verifyOnline({ json: false, anchor: [other.forked, kept] })(installation, log)).toBe(1);
    expect(said).toContain('NOT sound: forked');
  });

  it('refuses an anchor that it cannot compare, and says nothing about the log', async () => {
    const [garbled, empty] = [join(directory, 'garbled.jsonl'), join(directory, 'empty.jsonl')];
    writeFileSync(garbled, '{"note":"a"}\nno json\n{"note":"b"}\n');
    writeFileSync(empty, '{}\n');
    const foreign = join(directory, 'foreign');
    writeFileSync(foreign, readFileSync(join(directory, 'kept'), 'utf8').replace(/^chat-man-/, 'other-man-'));
    expect(() => verifyOnline({ json: false, anchor: [garbled] })).toThrow(/line 2 .* is not a checkpoint/);
    expect(() => verifyOnline({ json: false, anchor: [empty] })).toThrow(/line 1 .* is not a checkpoint/);
    expect(() => verifyOnline({ json: false, anchor: [join(directory, 'nowhere')] })).toThrow(/cannot be read \(ENOENT\)/);
    await expect(verifyOnline({ json: false, anchor: [foreign] })(installation, log)).rejects.toThrow(/not signed by any key/);
    expect(() => verifyOnline({ json: false, key })).toThrow(/--key can only be used with --offline/);
    expect(said).not.toContain('sound');
  });

  it('compares a selection with an anchor of its own size, and with no other', async () => {
    const selection = join(directory, 'selection.jsonl');
    const own = join(directory, 'of-its-size');
    await withAuditLog(installation, log, async (app) => {
      const reading = app.get(AuditReadingFacade);
      const chosen = { format: 'jsonl', details: false, filters: { action: 'audit.exported' } } as const;
      writeFileSync(selection, '');
      for await (const line of reading.lines(chosen)) appendFileSync(selection, line);
      writeFileSync(own, (await reading.checkpoint())!);
      return 0;
    });
    expect(await offline(selection, { anchor: [own] })).toBe(0);
    expect(await offline(selection, { anchor: [own, join(directory, 'kept')] })).toBe(78);
    expect(said).toContain('of its own size');
  });

  it('brings the anchors of the command line to the log in the database', async () => {
    const words = ['verify', '--anchor', join(directory, 'nowhere')];
    const command = auditCommand(async (asked) => void (await asked(installation, log)));
    await expect(command.parseAsync(words, { from: 'user' })).rejects.toThrow(/cannot be read/);
  });

  it('does not trust the key in the file', async () => {
    expect(await offline(exportFile, { key: undefined })).toBe(78);
    expect(said).toContain('--key is required');
    expect(await offline(exportFile, { key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW' })).toBe(1);
    expect(await offline(join(directory, 'kept'))).toBe(78);
  });

  it('prints the checkpoint and a proof', async () => {
    expect(await printCheckpoint({ json: false })(installation, log)).toBe(0);
    expect(said).toMatch(/^chat-man-[0-9a-f-]{36}\n\d+\n/);
    const { rows } = await asRole(database.ownerUrl, (client) =>
      client.query<{ id: string }>('SELECT id FROM audit.event ORDER BY seq LIMIT 1'),
    );
    expect(await printProof(rows[0]!.id, { json: false })(installation, log)).toBe(0);
    expect(said).toContain('"proof": [');
  });

  it('does not remove events: that takes two people', () => {
    expect(() => refusePruning(installation, log)).toThrow(/takes two people.*POST \/api\/audit\/pruning/);
  });

  it('accepts no loss where there is none', async () => {
    await expect(acceptLoss({ json: false, reason: 'we think so' })(installation, log)).rejects.toThrow(
      /there is no loss to accept/,
    );
  });

  it('accepts the loss of a log that was put back, under a new key, and records it', async () => {
    const superuser = database.superuserUrl;
    const oldKey = readFileSync(key, 'utf8').trim();
    expect(
      await exportLog({ format: 'jsonl', details: false, reason: 'before the crash', out: exportFile })(installation, log),
    ).toBe(0);
    const { rows } = await asRole(database.ownerUrl, (client) =>
      client.query<{ size: string }>('SELECT size FROM audit.checkpoint ORDER BY no DESC OFFSET 1 LIMIT 1'),
    );
    const size = Number(rows[0]!.size);
    await asRole(superuser, async (client) => {
      for (const table of ['event', 'leaf', 'node', 'checkpoint'])
        await client.query(`ALTER TABLE audit.${table} DISABLE TRIGGER only_grows`);
      await client.query('DELETE FROM audit.event WHERE seq NOT IN (SELECT seq FROM audit.leaf WHERE index < $1)', [size]);
      await client.query('DELETE FROM audit.leaf WHERE index >= $1', [size]);
      await client.query('DELETE FROM audit.node WHERE (index + 1) * 2 ^ level > $1', [size]);
      await client.query('DELETE FROM audit.checkpoint WHERE size > $1', [size]);
      for (const table of ['event', 'leaf', 'node', 'checkpoint'])
        await client.query(`ALTER TABLE audit.${table} ENABLE ALWAYS TRIGGER only_grows`);
    });
    expect(await verifyOnline({ json: false })(installation, log)).toBe(1);
    expect(said).toContain('stale');
    expect(await acceptLoss({ json: false, reason: 'the disk died, the backup is of last night' })(installation, log)).toBe(0);
    expect(said).toContain('continues with a new key');
    const keys = readFileSync(key, 'utf8').trim().split('\n');
    expect([keys.length, keys[0]]).toEqual([2, oldKey]);
    expect(readdirSync(join(directory, 'data', 'audit')).filter((name) => name.includes('given-up')).length).toBeGreaterThan(0);
    said = '';
    expect(await verifyOnline({ json: true })(installation, log)).toBe(0);
    const { rows: accepted } = await asRole(database.ownerUrl, (client) =>
      client.query<{ role: string; object_id: string }>(
        `SELECT role, object_id FROM audit.event WHERE action = 'audit.loss-accepted' AND outcome = 'success'`,
      ),
    );
    expect(accepted).toEqual([{ role: 'system', object_id: expect.stringMatching(new RegExp(`^${size}-\\d+$`)) as string }]);
    await expect(acceptLoss({ json: false, reason: 'again' })(installation, log)).rejects.toThrow(/there is no loss to accept/);
  });

  it('verifies the database, and exits with 1 when it was altered', async () => {
    expect(await verifyOnline({ json: false })(installation, log)).toBe(0);
    const superuser = database.superuserUrl;
    await asRole(superuser, async (client) => {
      await client.query('ALTER TABLE audit.event DISABLE TRIGGER only_grows');
      await client.query(`UPDATE audit.event SET reason = 'other' WHERE seq = (SELECT min(seq) FROM audit.event)`);
    });
    expect(await verifyOnline({ json: false })(installation, log)).toBe(1);
    expect(said).toContain('The event at place 0 is not what the log committed to');
  });
});
