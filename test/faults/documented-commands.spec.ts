import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { aChatMan, aPlace, built } from '../support/installation.js';

beforeAll(built);

const run = promisify(execFile);
const main = resolve('dist/apps/cli/src/main.js');
const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [join('docs', name)] : []))];
const deployment = readFileSync('docs/deployment.md', 'utf8');

/** Words that stand before those of `chatman`, in the documents. */
const callers = /(?:npx chatman|docker compose run --rm api|^chatman|`chatman) ((?:[a-z-]+ ?)+[^`\n]*)/gm;

/** Every call of the operator's tool: its words, and the options that it is given. */
function documentedCalls(): { readonly page: string; readonly words: string[]; readonly options: string[] }[] {
  return pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(callers)].flatMap(([, rest]) => {
      const call = rest!.replace(/\s*(#|&&|\||;|…|,).*$/, '');
      const words = call
        .split(' ')
        .slice(0, 2)
        .filter((word) => /^[a-z]+(-[a-z]+)*$/.test(word));
      return words.length === 0 ? [] : [{ page, words, options: [...call.matchAll(/(?<= )--[a-z-]+/g)].map(String) }];
    }),
  );
}

describe('every documented call of the operator’s tool', () => {
  const calls = documentedCalls();

  test('is found', () => {
    const found = new Set(calls.map(({ words }) => words.join(' ')));
    for (const call of ['backup restore', 'backup create', 'audit verify', 'migrate', 'change-master-password'])
      expect(found).toContain(call);
  });

  test('is one that there is, with options that it has', async () => {
    const texts = new Map<string, string>();
    const wrong: string[] = [];
    for (const { page, words, options } of calls) {
      const call = words.join(' ');
      if (!texts.has(call)) texts.set(call, (await run(process.execPath, [main, ...words, '--help'])).stdout);
      const text = texts.get(call)!;
      const isKnown =
        text.includes(`Usage: chatman ${words[0]}`) &&
        (words.length === 1 || text.includes(`${words[0]} ${words[1]} `) || text.includes(`${words[0]} [options] <`));
      if (!isKnown) wrong.push(`${page}: chatman ${call}`);
      for (const option of options) if (!text.includes(option)) wrong.push(`${page}: chatman ${call} ${option}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('the calls of the guide’s steps 5 to 7 do what they say', async () => {
  const chatMan = await aChatMan({ variables: { CHAT_MAN_PASSWORD: 'YourStrongPassword123!' } });
  const [, script] = /<!-- run by test[^]*?```bash\n([^]*?)```/.exec(deployment)!;
  const directory = mkdtempSync(join(tmpdir(), 'documented-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const { stdout } = await run('bash', ['-euc', script!.replace(/^URL=.*$/m, `URL=${chatMan.url}`)], {
    cwd: directory,
    env: { PATH: process.env['PATH'], CHAT_MAN_PASSWORD: 'YourStrongPassword123!', NEW_PASSWORD: 'Quiet-River-Stone-42' },
  });
  expect(stdout).toContain('"Authentication successful"');
  expect(stdout).toMatch(/"valid":true/);
  expect(stdout).toMatch(/"success":true,.*"rootMatches":true/);
  expect(stdout).toContain('"healthy":true');
  expect(stdout).toContain('chat_man_http_request_duration_seconds');
});

test('step 4: every file and directory that is closed there is there after the first start', async () => {
  const place = aPlace();
  await (await aChatMan({ place })).stop();
  const directories = ['config', 'data', 'data/backups', 'data/audit'];
  const files = ['config/.auth', 'config/.encryption_salt', 'data/sessions.db'];
  for (const path of [...directories, ...files]) chmodSync(join(place, path), directories.includes(path) ? 0o700 : 0o600);
  expect(statSync(join(place, 'data/sessions.db')).mode & 0o777).toBe(0o600);
  chmodSync(join(place, 'config/settings.json'), 0o644);
});

test('npm run db:push brings the schema up to date', async () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['db:push']).toBe('exec node scripts/run.mjs chatman migrate');
  const place = aPlace();
  const env = {
    ...{ PATH: process.env['PATH'], CHAT_MAN_DATA_DIR: join(place, 'data'), CHAT_MAN_CONFIG_DIR: join(place, 'config') },
    LOG_LEVEL: 'error',
  };
  // Without run.mjs, which would install packages under the other tests when the lock has changed.
  const { stdout } = await run(process.execPath, ['scripts/cli.mjs', 'migrate'], { env });
  expect(stdout).toContain('The database is up to date.');
});

describe('the unit for systemd', () => {
  const unit = readFileSync('deploy/chatman.service', 'utf8');
  const values = (key: string): string[] => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value!);

  test('makes each directory that its sandbox needs before the sandbox is set up', () => {
    const [before] = values('ExecStartPre');
    expect(before).toMatch(/^\+\/usr\/bin\/install -d -o chatman -g chatman -m 700 /);
    for (const path of values('ReadWritePaths').join(' ').split(' ')) expect(before!.split(' ')).toContain(path);
  });

  test('starts what is there, and stops trying after a refusal', async () => {
    const [program, ...words] = values('ExecStart')[0]!.replaceAll('/opt/chatman', resolve('.')).split(' ');
    const chatMan = await aChatMan({ command: [program!, ...words] });
    expect(await chatMan.answers()).toBe(true);
    expect(values('RestartPreventExitStatus')).toEqual(['78']);
  });
});

test('the file for PM2 starts what is there', async () => {
  const { apps } = createRequire(import.meta.url)(resolve('deploy/pm2.config.cjs')) as {
    apps: { script: string; args: string; interpreter: string; stop_exit_codes: number[] }[];
  };
  const [{ script, args, interpreter, stop_exit_codes: codes }] = apps as [(typeof apps)[number]];
  const chatMan = await aChatMan({ command: [interpreter, script, args] });
  expect(await chatMan.answers()).toBe(true);
  expect(codes).toEqual([78]);
});

test('the unit for systemd gives as little away as it can', async () => {
  const analysed = await run('systemd-analyze', ['security', '--offline=true', resolve('deploy/chatman.service')]).catch(
    (error: NodeJS.ErrnoException & { stdout?: string }) => (error.code === 'ENOENT' ? null : { stdout: error.stdout ?? '' }),
  );
  if (analysed === null) return; // a machine without systemd
  expect(Number(/exposure level for chatman\.service: ([\d.]+)/.exec(analysed.stdout)![1])).toBeLessThanOrEqual(2);
});

describe('the Compose setup', () => {
  const compose = readFileSync('docker/compose.yaml', 'utf8');

  test('names only files that are there, or that `chatman compose init` writes', () => {
    const mounted = [...compose.matchAll(/^\s+(?:- |volumes: \[')\.\/([^:]+):/gm)].map(([, path]) => join('docker', path!));
    expect(mounted.length).toBeGreaterThan(3);
    for (const path of mounted) expect([path, existsSync(path)]).toEqual([path, true]);
  });

  test('publishes nginx, and Grafana on this machine alone; the database is on a network without a way out', () => {
    const ports = [...compose.matchAll(/ports: \[(.*)\]/g)].map(([, list]) => list);
    expect(ports).toEqual(["'${HTTPS_PORT:-443}:443', '${HTTP_PORT:-80}:80'", "'127.0.0.1:${GRAFANA_PORT:-3000}:3000'"]);
    const [, postgres] = /\n {2}postgres:\n([^]*?)\n {2}api:/.exec(compose)!;
    expect(postgres).toContain('networks: [inside]');
    expect(compose).toContain('inside: { internal: true }');
  });

  test('keeps every container from writing to its image and from privileges, and limits its memory', () => {
    const services = compose
      .slice(compose.indexOf('\nservices:'), compose.indexOf('\nnetworks:'))
      .split(/\n {2}(?=[a-z]+:\n)/)
      .slice(1);
    expect(services).toHaveLength(6);
    for (const service of services) expect(service).toMatch(/<<: \*hardened[^]*mem_limit: /);
    expect(compose).toMatch(
      /&hardened\n[^]*read_only: true\n {2}cap_drop: \[ALL\]\n {2}security_opt: \[no-new-privileges:true\]/,
    );
  });

  test('is prepared by one command', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'compose-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    copyFileSync('docker/compose.yaml', join(directory, 'compose.yaml'));
    const words = ['compose', 'init', '--public-url', 'https://chat.example.com', '--directory', directory, '--json'];
    const { stdout } = await run(process.execPath, [main, ...words]);
    expect(JSON.parse(stdout)).toMatchObject({ directory, isSelfSigned: true });
    expect(readdirSync(directory).sort()).toEqual(['.env', 'compose.yaml', 'secrets', 'tls']);
  });
});

describe('the configuration of nginx', () => {
  const template = readFileSync('docker/nginx/chatman.conf.template', 'utf8');

  test('keeps the port that people reach it by, in what it passes on and in what it redirects to', () => {
    expect([...template.matchAll(/proxy_set_header Host (.*);/g)].map(([, value]) => value)).toEqual([
      '$http_host',
      '$http_host',
    ]);
    expect(template).toContain('return 308 https://$host:${HTTPS_PORT}$request_uri;');
    expect(template.match(/\$\{[A-Z_]+\}/g)!.filter((name) => name !== '${HTTPS_PORT}')).toEqual([]);
  });

  test('is made for a machine without containers by the documented line', async () => {
    const [line] = /sed -e [^]*?chatman\.conf\.template/.exec(deployment)!;
    const { stdout } = await run('bash', ['-euc', line]);
    expect(stdout).toContain('return 308 https://$host:443$request_uri;');
    expect(stdout).toContain('set $chatman http://127.0.0.1:3001;');
    expect(stdout).not.toMatch(/^\s*resolver/m);
  });
});

test('the image is built from the root, from files that are there', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const ignored = readFileSync('.dockerignore', 'utf8');
  const [, ...copies] = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].map(([, from]) => from!.split(' '));
  for (const path of copies.flat().filter((name) => name !== '.')) {
    expect([path, existsSync(path)]).toEqual([path, true]);
    expect(ignored.split('\n')).toContain(`!${path}`);
  }
});
