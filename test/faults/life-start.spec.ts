import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { databaseUrl } from '../../libs/platform/postgres/database-url.js';
import { EmbeddedPostgres } from '../../libs/platform/postgres/embedded/embedded-postgres.js';
import { freeLoopbackPort } from '../../libs/platform/postgres/embedded/free-port.js';
import { runningProcess } from '../../libs/platform/postgres/embedded/process-table.js';
import { provideOwner } from '../../libs/platform/postgres/roles/roles.js';
import { ChatMan, type Ended } from '../support/chat-man.js';
import { aChatMan, aPlace, built, soon } from '../support/installation.js';

beforeAll(built);

describe('a first start', () => {
  test('says where the master password is, the set-up code and the address, each alone on a line of standard output, and nothing else', async () => {
    const chatMan = await aChatMan();
    expect(chatMan.output).toEqual([
      expect.stringMatching(
        /^The master password was generated and is in \/.+\/\.master_password\. Keep a copy somewhere other than this machine/,
      ),
      expect.stringMatching(/^Set-up code: [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      `Chat Man is ready at http://localhost:${chatMan.port}`,
    ]);
    expect(await chatMan.answers()).toBe(true);
  });

  test('lets the owner in with the first answer that it gives', async () => {
    const chatMan = await ChatMan.begin({ place: aPlace(), variables: { CHAT_MAN_PASSWORD: 'Secret-Of-The-Test-1' } });
    onTestFinished(() => chatMan.kill());
    const signIn = () =>
      fetch(`${chatMan.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'owner', password: 'Secret-Of-The-Test-1' }),
      }).then(
        ({ status }) => status,
        () => null,
      );
    let first: number | null = null;
    await expect.poll(async () => (first ??= await signIn()), { timeout: 60_000, interval: 5 }).not.toBeNull();
    expect(first).toBe(200);
  });

  test('keeps every secret out of the arguments and every file to its owner', async () => {
    const place = aPlace();
    const chatMan = await aChatMan({ place, variables: { CHAT_MAN_PASSWORD: 'Secret-Of-The-Test-1' } });
    const commands = chatMan.processes().map((pid) => runningProcess(pid)?.command ?? '');
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.join('\n')).not.toMatch(/Secret-Of-The-Test|postgres:\/\//);
    for (const path of ['config', 'data', 'data/backups', 'data/audit', 'data/rag-vectors', 'data/postgres/cluster']) {
      expect([path, statSync(join(place, path)).mode & 0o777]).toEqual([path, 0o700]);
    }
    for (const path of ['config/.auth', 'config/.encryption_salt', 'config/.database']) {
      expect([path, statSync(join(place, path)).mode & 0o777]).toEqual([path, 0o600]);
    }
  });

  test('runs beside another installation on the same machine', async () => {
    const [one, other] = await Promise.all([aChatMan(), aChatMan()]);
    expect([await one.answers(), await other.answers()]).toEqual([true, true]);
    expect(one.setUpCode).not.toBe(other.setUpCode);
  });
});

test('a command of the operator’s tool works beside a running installation and beside a stopped one', async () => {
  const place = aPlace();
  const first = await aChatMan({ place });
  expect(await operatorsTool(place, 'migrate')).toEqual({ code: 0, signal: null });
  expect(await first.answers()).toBe(true);
  await first.stop();
  expect(await operatorsTool(place, 'migrate')).toEqual({ code: 0, signal: null });
  expect(existsSync(join(place, 'data', 'postgres', 'lock'))).toBe(false);
});

describe('a database server of one’s own', () => {
  test('is used as it is: no server is started, its owner stays unknown to the API, and its outage is survived', async () => {
    const home = join(aPlace(), 'postgres');
    let server = await EmbeddedPostgres.start({ home, password: 'superuser' });
    onTestFinished(() => server.stop());
    const owner = { role: 'owner_of_chat', password: 'p@ss:w/rd' };
    await provideOwner(databaseUrl(server.address, { role: server.superuser, password: 'superuser' }, 'postgres'), owner, 'chat');
    const chatMan = await aChatMan({ variables: { DATABASE_URL: databaseUrl(server.address, owner, 'chat') } });
    expect(existsSync(join(chatMan.options.place, 'data', 'postgres', 'cluster'))).toBe(false);
    const seen = readFileSync(`/proc/${chatMan.apiPid}/environ`, 'utf8');
    expect(seen).toContain('DATABASE_RUNTIME_URL=postgres://chat_app:');
    expect(seen).not.toContain('owner_of_chat');

    await server.stop();
    await expect.poll(() => chatMan.statusOf('/api/health/ready'), { timeout: soon }).toBe(503);
    server = await EmbeddedPostgres.start({ home, password: 'superuser' });
    await expect.poll(() => chatMan.answers(), { timeout: soon }).toBe(true);
    expect(await chatMan.stop()).toEqual({ code: 0, signal: null });
  });

  test('that cannot be reached is reported plainly', async () => {
    const variables = { DATABASE_URL: `postgres://owner:secret-of-owner@127.0.0.1:${await freeLoopbackPort()}/chat` };
    const begun = await ChatMan.begin({ place: aPlace(), variables });
    expect((await begun.ended).code).toBe(1);
    expect(begun.log.join('\n')).toContain('DATABASE_URL');
    expect(begun.log.join('\n')).not.toContain('secret-of-owner');
  });
});

describe('a start that cannot succeed', () => {
  test('a second one on the same data is refused, and the first goes on', async () => {
    const place = aPlace();
    const first = await aChatMan({ place });
    const second = await ChatMan.begin({ place });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.log.join('\n')).toContain(`already running with this data directory (process ${first.pid})`);
    expect(await first.answers()).toBe(true);
  });

  test('a wrong master password is refused before the database is started', async () => {
    const place = aPlace();
    const first = await aChatMan({ place, variables: { CHAT_MAN_PASSWORD: 'Right-Password-1' } });
    await first.stop();
    const wrong = await ChatMan.begin({ place, variables: { CHAT_MAN_PASSWORD: 'Wrong-Password-1' } });
    expect(await wrong.ended).toEqual({ code: 78, signal: null });
    expect(wrong.log.join('\n')).toContain('is not the master password');
    expect(wrong.log.join('\n')).not.toContain('Wrong-Password-1');
    expect(existsSync(join(place, 'data', 'postgres', 'lock'))).toBe(false);
    const right = await aChatMan({ place, variables: { CHAT_MAN_PASSWORD: 'Right-Password-1' } });
    expect(await right.answers()).toBe(true);
  });

  test('a port in use is reported plainly, and nothing keeps running', async () => {
    const first = await aChatMan();
    const second = await ChatMan.begin({ place: aPlace(), variables: { PORT: String(first.port) } });
    onTestFinished(() => second.kill());
    expect((await second.ended).code).toBe(1);
    expect(second.log.join('\n')).toContain(String(first.port));
  });

  test('production without secrets is refused', async () => {
    const begun = await ChatMan.begin({ place: aPlace(), variables: { NODE_ENV: 'production', SKIP_ENCRYPTION_CHECK: 'true' } });
    expect((await begun.ended).code).toBe(78);
    expect(begun.log.join('\n')).toContain('CHAT_MAN_PASSWORD and SESSION_SECRET');
  });
});

describe('an ordinary user', () => {
  const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
  const canBecomeNobody = process.getuid?.() === 0 && runs([...asNobody, process.execPath, '--version']);

  test.runIf(canBecomeNobody)('needs no power that root has', async () => {
    const place = aPlace();
    chownSync(place, 65534, 65534);
    const command = [...asNobody, process.execPath, resolve('dist/apps/cli/src/main.js'), 'start'];
    const chatMan = await aChatMan({ place, command });
    expect(await chatMan.answers()).toBe(true);
    expect(statSync(join(place, 'data', 'postgres', 'cluster')).uid).toBe(65534);
    expect(await chatMan.stop()).toEqual({ code: 0, signal: null });
    const again = await aChatMan({ place, command });
    expect(await again.answers()).toBe(true);
  });

  const asNameless = ['setpriv', '--reuid=12345', '--regid=12345', '--clear-groups', '--'];
  const mapsUsers = runs([...asNameless, 'unshare', '--user', '--map-user=65534', '--', 'true']);

  test.runIf(canBecomeNobody)('without an entry in /etc/passwd is served, or hears why not', async () => {
    const place = aPlace();
    chownSync(place, 12345, 12345);
    const command = [...asNameless, process.execPath, resolve('dist/apps/cli/src/main.js'), 'start'];
    const begun = await ChatMan.begin({ place, command });
    onTestFinished(() => begun.kill());
    await expect.poll(() => begun.isReady || begun.hasEnded, { timeout: 60_000 }).toBe(true);
    if (mapsUsers)
      expect([await begun.answers(), statSync(join(place, 'data', 'postgres', 'cluster')).uid]).toEqual([true, 12345]);
    else
      expect([await begun.ended, begun.log.join('\n')]).toEqual([
        { code: 78, signal: null },
        expect.stringContaining('/etc/passwd'),
      ]);
  });
});

async function operatorsTool(place: string, ...words: readonly string[]): Promise<Ended> {
  const command = [process.execPath, resolve('scripts/chatman.mjs'), ...words];
  return (await ChatMan.begin({ place, command })).ended;
}

function runs([program, ...words]: readonly string[]): boolean {
  return spawnSync(program!, words, { stdio: 'ignore' }).status === 0;
}
