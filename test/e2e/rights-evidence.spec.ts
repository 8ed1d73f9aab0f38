import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { HealthReport } from '../../libs/contracts/health.js';
import { SignedCertificate } from '../../libs/contracts/rights/certificate.js';
import { EvidenceManifest } from '../../libs/contracts/rights/evidence.js';
import type { RetentionRunPage } from '../../libs/contracts/retention/retention.js';
import type { RightsRequest } from '../../libs/contracts/rights/requests.js';
import { verifyCertificate } from '../../libs/transparency/certificate/certificate.js';
import { verifyPack } from '../../libs/transparency/certificate/signed-pack.js';
import { NoteVerifier } from '../../libs/transparency/note/note-key.js';
import { AuditReadingFacade } from '../../apps/api/src/audit/audit-reading.facade.js';
import { BackupFacade } from '../../apps/api/src/backup/backup.facade.js';
import { saveEvidence } from '../../apps/cli/src/evidence/evidence.js';
import { verifyPackFile } from '../../apps/cli/src/certificates/verify-pack.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

let chatMan: TestApp;
let officer: Person;
let admin: Person;
let pack: ReadonlyMap<string, Uint8Array>;
let bytes: Uint8Array;
const canary = 'zqxevidencewv';

interface Described {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}

const json = <Value>(path: string): Value => JSON.parse(strFromU8(pack.get(path)!)) as Value;

beforeAll(async () => {
  chatMan = await anApp({ settings: { auth: { requireMfa: 'none' }, retention: { autoCleanupEnabled: false } } });
  admin = await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'olga', { role: 'compliance_officer' });
  const gone = await aPerson(chatMan, `gone.${canary}`, { displayName: canary });
  await gone.ask('POST', '/chat', { message: canary });
  const { id } = await gone.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: canary });
  await officer.ask('POST', `/dsr/requests/${id}/approve`, {});
  await vi.waitFor(async () => expect((await officer.ask<RightsRequest>('GET', `/dsr/requests/${id}`)).state).toBe('completed'), {
    timeout: 30_000,
    interval: 200,
  });
  const stays = await aPerson(chatMan, `stays.${canary}`, { displayName: canary });
  await stays.ask('POST', '/chat', { message: canary });
  await officer.ask('POST', '/retention/run');
  await vi.waitFor(
    async () =>
      expect((await officer.ask<RetentionRunPage>('GET', '/retention/runs')).items.map(({ state }) => state)).not.toContain(
        'running',
      ),
    { timeout: 30_000, interval: 200 },
  );
  await chatMan.app.get(BackupFacade).make({});
  await officer.ask('POST', '/audit/verify');
  const answer = await officer.send('GET', '/dsr/evidence');
  expect(answer.status).toBe(200);
  bytes = new Uint8Array(await answer.arrayBuffer());
  pack = new Map(Object.entries(unzipSync(bytes)));
});

describe('the evidence pack', () => {
  it('holds what an auditor asks for, from every room', () => {
    const manifest = EvidenceManifest.parse(json('manifest.json'));
    expect(manifest.sources.map(({ words, failed }) => [words, failed])).toEqual([
      ['access reviews', false],
      ['audit log', false],
      ['backups and test restores', false],
      ['checks of today', false],
      ['installation', false],
      ['retention and legal holds', false],
      ['rights of data subjects and incidents', false],
    ]);
    expect(json<{ controls: { rule: string; tests: string[] }[] }>('controls.json').controls.length).toBeGreaterThan(40);
    expect(json<{ report: HealthReport }>('checks.json').report.checks).toHaveProperty('database');
    expect(json<{ backups: unknown[] }>('backups.json').backups).toHaveLength(1);
    expect(json<{ settings: { key: string }[] }>('settings.json').settings.length).toBeGreaterThan(50);
    expect(json<{ masterPassword: { since: string } }>('keys.json').masterPassword.since).toMatch(/^\d{4}-/);
    expect(json<{ undeclared: string[] }>('declarations.json').undeclared).toEqual([]);
    expect(json<{ components: { name: string }[] }>('sbom.cdx.json').components.map(({ name }) => name)).toContain('typeorm');
    expect(json<{ verifications: { state: string }[] }>('audit/verifications.json').verifications.length).toBeGreaterThan(0);
    expect(json<{ from: number; to: number }>('audit/consistency.json')).toMatchObject({ from: 1 });
    expect(json<{ items: unknown[] }>('rights/processing-record.json').items.length).toBeGreaterThan(3);
    const certificates = [...pack].filter(([path]) => /^(retention\/runs|rights\/erasures)\//.test(path));
    expect(certificates).toHaveLength(2);
    for (const [, text] of certificates) expect(verifyCertificate(strFromU8(text)).valid).toBe(true);
  });

  it('names nobody, and holds no secret', () => {
    for (const [path, content] of pack) {
      const text = strFromU8(content);
      expect([path, text.includes(canary)]).toEqual([path, false]);
      expect([path, text.includes(chatMan.database.superuserUrl)]).toEqual([path, false]);
    }
  });

  it('is checked offline, against the key of the installation too, and fails with one byte changed', async () => {
    const keys = await chatMan.app.get(AuditReadingFacade).verifierKeys();
    const trusted = keys.map((key) => NoteVerifier.parse(key));
    expect(verifyPack(pack, trusted)).toMatchObject({ valid: true, kind: 'evidence', trust: 'given' });
    for (const path of pack.keys()) {
      const changed = Uint8Array.from(pack.get(path)!);
      changed[changed.length >> 1]! ^= 1;
      expect([path, verifyPack(new Map([...pack, [path, changed]]), trusted).valid]).toEqual([path, false]);
    }
    const place = mkdtempSync(join(tmpdir(), 'chatman-evidence-'));
    onTestFinished(() => {
      rmSync(place, { recursive: true });
      process.exitCode = undefined;
      vi.restoreAllMocks();
    });
    const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    writeFileSync(join(place, 'evidence.zip'), bytes);
    await verifyPackFile(join(place, 'evidence.zip'), { json: true });
    expect(print.mock.calls.flat().join('')).toContain('"valid":true');
    expect(process.exitCode).toBe(0);
  });

  it.each([
    ['chatman.evidence-manifest', 'files', 'chatman.evidence-manifest'],
    ['chatman.personal-data', 'tables', 'chatman.personal-data'],
    ['chatman.personal-data-manifest', 'requestId', 'chatman.personal-data-manifest'],
    ['chatman.certificate', 'note', 'chatman.certificate'],
  ])('has its parts described for programs: %s', async (name, property, format) => {
    const answer = await fetch(`${chatMan.url}/api/schemas/${name}.v1.json`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/schema+json; charset=utf-8']);
    const { $ref, $defs } = (await answer.json()) as { $ref: string; $defs: Record<string, Described> };
    const described = $defs[$ref.split('/').at(-1)!]!;
    expect(described.required).toContain(property);
    expect(described.properties['format']).toMatchObject({ const: format });
  });

  it('describes the certificates that it holds', () => {
    const certificates = [...pack].filter(([path]) => /^(retention\/runs|rights\/erasures)\//.test(path));
    for (const [path] of certificates) expect(SignedCertificate.safeParse(json(path)).success).toBe(true);
  });

  it('is saved by the command line, whole, for its owner alone, and over no other file', async () => {
    const { token } = await officer.ask<{ token: string }>('POST', '/auth/tokens', {
      ...{ name: 'monthly evidence', scopes: ['audit:read'], expiresInDays: 1 },
    });
    const place = mkdtempSync(join(tmpdir(), 'chatman-evidence-'));
    onTestFinished(() => rmSync(place, { recursive: true }));
    const [out, tokenFile] = [join(place, 'pack.zip'), join(place, 'token')];
    writeFileSync(tokenFile, token);
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    onTestFinished(() => write.mockRestore());
    const options = { out, server: chatMan.url, tokenFile, json: true };
    expect(await saveEvidence(options)).toBe(0);
    expect(JSON.parse(String(write.mock.calls[0]![0]))).toMatchObject({ file: out, bytes: statSync(out).size });
    expect(statSync(out).mode & 0o077).toBe(0);
    expect(verifyPack(new Map(Object.entries(unzipSync(readFileSync(out)))))).toMatchObject({ valid: true, kind: 'evidence' });
    await expect(saveEvidence(options)).rejects.toThrow('There is already a file');
    await expect(saveEvidence({ ...options, out: join(place, 'other.zip'), server: 'http://127.0.0.1:9' })).rejects.toThrow(
      'be reached',
    );
    expect(existsSync(join(place, 'other.zip'))).toBe(false);
  });

  it('is for those who read the audit log', async () => {
    const client = await aClient(chatMan, 'curious.client');
    for (const person of [client, admin]) expect((await person.send('GET', '/dsr/evidence')).status).toBe(403);
  });
});
