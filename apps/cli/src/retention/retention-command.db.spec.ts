import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { Log } from '#platform/logging/log.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../../test/support/database.js';
import { verifyCertificateFile } from '../certificates/verify-certificate.js';
import type { Installation } from '../installation/installation.js';
import { listRuns, previewRetention, printCertificate, runRetention } from './online.js';

const directory = mkdtempSync(join(tmpdir(), 'chatman-retention-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));
const database = await aDatabase();
const log = new Log('error');
const words = { json: false };
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
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

describe('chatman retention', () => {
  it('counts what is past its time, removes it, and certifies that', async () => {
    await asRole(database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO chat.conversation (id, owner_id, created_at, updated_at)
         SELECT uuidv7(), gen_random_uuid(), '2020-01-01', CASE n WHEN 3 THEN now() ELSE '2020-01-01' END FROM generate_series(1, 3) n`,
      ),
    );
    expect(await previewRetention(words)(installation, log)).toBe(0);
    expect(said).toContain('conversation: 2 past 90 days');
    await runRetention({ ...words, reason: 'Yearly clean-up' })(installation, log);
    expect(said).toContain('conversation: 2 removed');
    const id = /Run ([0-9a-f-]{36})/.exec(said)![1]!;
    await listRuns(words)(installation, log);
    expect(said).toContain(`${id}  completed  2 removed`);
    said = '';
    await printCertificate(id)(installation, log);
    const file = join(directory, 'certificate.json');
    writeFileSync(file, said);
    await verifyCertificateFile(file, { key: join(directory, 'config', 'audit.pub'), json: false });
    expect(process.exitCode).toBe(0);
    expect(said).toContain('Signed by');
  });

  it('refuses what is no id of a run', () => {
    expect(() => printCertificate('newest')).toThrow('Give the id of a run');
  });
});
