import { execFile } from 'node:child_process';
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { aChatMan, aPlace, built } from '../support/installation.js';

beforeAll(built);

interface Said {
  readonly code: number;
  readonly sound: boolean;
  readonly of: (name: string) => { readonly status: string; readonly message: string; readonly cure: string | null } | undefined;
}

test('the doctor finds a running installation sound, and names what is not in order with its cure', async () => {
  const place = aPlace();
  const before = await doctor(place, {});
  expect(before.of('database')).toMatchObject({ status: 'skipped' });
  const chatMan = await aChatMan({ place });
  const running = await doctor(place, { PORT: String(chatMan.port), OLLAMA_BASE_URL: 'http://127.0.0.1:9' });
  expect([running.code, running.sound]).toEqual([0, true]);
  expect(
    ['configuration', 'database', 'databaseRole', 'migrations', 'directories'].map((name) => running.of(name)?.status),
  ).toEqual(Array(5).fill('pass'));
  expect(running.of('modelServer')).toMatchObject({ status: 'warn', cure: expect.stringContaining('Start Ollama') });

  chmodSync(join(place, 'config', '.auth'), 0o644);
  const open = await doctor(place, { PORT: String(chatMan.port) });
  expect(open.code).toBe(1);
  expect(open.of('directories')).toMatchObject({
    status: 'fail',
    cure: expect.stringContaining(`chmod 600 ${join(place, 'config', '.auth')}`),
  });
});

test('the doctor says before a start in production what would stop it, and shows no secret', async () => {
  const password = 'Correct-Horse-Battery-9';
  const said = await doctor(aPlace(), {
    NODE_ENV: 'production',
    CHAT_MAN_PASSWORD: password,
    PUBLIC_URL: 'https://127.0.0.1:9',
    DATABASE_URL: `postgres://owner:${password}@127.0.0.1:9/chat`,
    SKIP_ENCRYPTION_CHECK: 'true',
  });
  expect(said.code).toBe(1);
  expect(said.of('configuration')).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('SESSION_SECRET must be set'),
  });
  expect(said.of('exposure')).toMatchObject({ status: 'fail', message: expect.stringContaining('http.trustedProxies') });
  expect(said.of('database')).toMatchObject({ status: 'fail' });
  expect(said.of('proxy')).toMatchObject({ status: 'fail' });
  expect(JSON.stringify(said)).not.toContain(password);
});

test('“Authentication Fails” of the guide: another password, and a salt that is gone, are named, and nothing secret is shown', async () => {
  const place = aPlace();
  const password = 'Right-Password-Of-The-Test-1';
  const said = (variables = {}): Promise<Said> => doctor(place, { CHAT_MAN_PASSWORD: password, ...variables });
  await (await aChatMan({ place, variables: { CHAT_MAN_PASSWORD: password } })).stop();

  const wrong = await said({ CHAT_MAN_PASSWORD: 'Wrong-Password-Of-The-Test-1' });
  expect([wrong.code, wrong.of('configuration')]).toMatchObject([
    1,
    { status: 'fail', message: expect.stringContaining('is not the master password') },
  ]);
  expect(JSON.stringify(wrong.of('configuration'))).not.toContain('Wrong-Password');

  const salt = join(place, 'config', '.encryption_salt');
  renameSync(salt, `${salt}.kept`);
  const gone = await said();
  expect([gone.code, gone.of('configuration')]).toMatchObject([
    1,
    { status: 'fail', message: expect.stringContaining('restore both files from your backup') },
  ]);

  renameSync(`${salt}.kept`, salt);
  expect((await said()).of('configuration')?.status).toBe('pass');
});

test('the doctor gives the cure of each health check that is not in order', async () => {
  const place = aPlace();
  const chatMan = await aChatMan({ place, variables: { CHAT_MAN__MONITORING__ENABLED: 'false' } });
  rmSync(join(place, 'data', 'backups'), { recursive: true, force: true });
  writeFileSync(join(place, 'data', 'backups'), 'no directory');
  const running = await doctor(place, { PORT: String(chatMan.port) });
  expect(running.of('health.backup')).toMatchObject({ status: 'fail', cure: expect.stringContaining('df -h') });
  expect(running.of('health.alerts')).toMatchObject({ status: 'warn', cure: expect.stringContaining('monitoring.enabled') });
});

function doctor(place: string, variables: Readonly<Record<string, string>>): Promise<Said> {
  const env = {
    PATH: process.env['PATH'],
    CHAT_MAN_DATA_DIR: join(place, 'data'),
    CHAT_MAN_CONFIG_DIR: join(place, 'config'),
    LOG_LEVEL: 'error',
    ...variables,
  };
  return new Promise((settle) =>
    execFile(process.execPath, [resolve('dist/apps/cli/src/main.js'), 'doctor', '--json'], { env }, (error, stdout, stderr) => {
      if (stdout === '') throw new Error(stderr);
      const { sound, findings } = JSON.parse(stdout) as {
        sound: boolean;
        findings: { name: string; status: string; message: string; cure: string | null }[];
      };
      settle({ code: error === null ? 0 : Number(error.code), sound, of: (name) => findings.find((each) => each.name === name) });
    }),
  );
}
