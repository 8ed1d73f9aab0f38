import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { built } from '../support/installation.js';

beforeAll(built);

const root = mkdtempSync(join(tmpdir(), 'chatman-refusals-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Tests run in parallel here, and none may take the port of another. */
const aPlace = (): string => mkdtempSync(join(root, 'place-'));

const password = { CHAT_MAN_PASSWORD: 'Correct-Horse-Battery-9' };
const ownDatabase = { DATABASE_URL: 'postgres://owner:hunter2@127.0.0.1:9/chat' };
const production = {
  ...password,
  NODE_ENV: 'production',
  SESSION_SECRET: 'hunter2 hunter2 hunter2',
  SKIP_ENCRYPTION_CHECK: 'true',
};
const openFile = join(root, 'master');
writeFileSync(openFile, 'Correct-Horse-Battery-9\n', { mode: 0o644 });
const salt = Buffer.alloc(32, 7).toString('base64');

interface Refusal {
  readonly words?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Files of `config/`. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly says: string;
}

const refusals: Readonly<Record<string, Refusal>> = {
  'an unknown mode': {
    variables: { NODE_ENV: 'prod' },
    says: 'NODE_ENV: expected "development", "production" or "test", found the text "prod"',
  },
  'a port that is none': { variables: { PORT: 'many' }, says: 'PORT: expected a whole number from 0 to 65535' },
  'a host that is none of this machine’s': {
    variables: { HOST: '203.0.113.7' },
    says: 'HOST: expected an address of this machine',
  },
  'another database': {
    variables: { DATABASE_URL: 'mysql://root:hunter2@db/x' },
    says: 'DATABASE_URL: expected an address that starts with postgres://',
  },
  'a public address with a password': {
    variables: { PUBLIC_URL: 'https://a:hunter2@chat.example' },
    says: 'PUBLIC_URL: expected',
  },
  'a short session secret': {
    variables: { SESSION_SECRET: 'hunter2' },
    says: 'SESSION_SECRET: expected text of at least 16 characters',
  },
  'a secret file that is not there': {
    variables: { CHAT_MAN_PASSWORD_FILE: '/nowhere' },
    says: 'CHAT_MAN_PASSWORD_FILE: expected a readable file',
  },
  'tracing of prompts': { variables: { LANGSMITH_TRACING: 'true' }, says: 'LANGSMITH_TRACING' },
  'a gateway in the place of the model server': { variables: { LANGSMITH_GATEWAY: 'true' }, says: 'LANGSMITH_GATEWAY' },
  'a mode of libpq that protects nothing': {
    variables: { ...ownDatabase, PGSSLMODE: 'prefer' },
    says: 'PGSSLMODE: expected disable',
  },
  'a service of libpq': { variables: { ...ownDatabase, PGSERVICE: 'hunter2' }, says: 'PGSERVICE: expected not to be set' },
  'no secrets in production': {
    variables: { NODE_ENV: 'production', SKIP_ENCRYPTION_CHECK: 'true' },
    says: 'CHAT_MAN_PASSWORD and SESSION_SECRET',
  },
  'production at an address without TLS': {
    variables: { ...production, PUBLIC_URL: 'http://chat.example' },
    says: 'PUBLIC_URL is http://chat.example',
  },
  'production behind a proxy that is not trusted': {
    variables: { ...production, PUBLIC_URL: 'https://chat.example' },
    says: 'http.trustedProxies names none',
  },
  'production with a secret that others can read': {
    variables: { ...production, CHAT_MAN_PASSWORD_FILE: openFile, CHAT_MAN_PASSWORD: '' },
    says: `chmod 600 ${openFile}`,
  },
  'a setting out of range': {
    files: { 'settings.json': '{"limits":{"loginFailures":1000}}' },
    says: 'limits.loginFailures: expected a whole number from 3 to 100, found 1000',
  },
  'a setting that does not exist': {
    files: { 'settings.json': '{"limits":{"logins":1}}' },
    says: 'limits.logins: no such setting',
  },
  'a setting of the environment out of range': {
    variables: { CHAT_MAN__MODEL__TEMPERATURE: '9' },
    says: 'expected a number from 0 to 2',
  },
  'a misspelt setting of the environment': { variables: { CHAT_MAN__MODEL__TEMP: '1' }, says: 'no such setting' },
  'an address that is none': {
    variables: { OLLAMA_BASE_URL: 'hunter2@gpu' },
    says: 'provider.ollama.baseUrl: expected an address',
  },
  'settings that are no JSON': { files: { 'settings.json': '{"token":"hunter2"' }, says: 'expected JSON' },
  'settings that are no text': { files: { 'settings.json': Buffer.from('93fa967b8cea', 'hex') }, says: 'expected text' },
  'a salt without its verifier’s twin': { variables: password, files: { '.auth': 'x' }, says: '.encryption_salt is missing' },
  'a damaged salt': {
    variables: password,
    files: { '.encryption_salt': '???', '.auth': 'x' },
    says: '.encryption_salt is damaged',
  },
  'a damaged verifier': { variables: password, files: { '.encryption_salt': salt, '.auth': 'x' }, says: '.auth is damaged' },
  'a master password that is no secret': {
    variables: { CHAT_MAN_PASSWORD: 'aaaaaaaaaaaaaaaa' },
    says: 'can’t be used as the master password: it is too simple',
  },
  'a damaged key of the audit log': { files: { '.audit_key': 'garbage' }, says: '.audit_key is damaged' },
  'sealed data and no password': { files: { '.encryption_salt': salt, '.auth': 'x' }, says: 'CHAT_MAN_PASSWORD is not set' },
  'an unknown command': { words: ['strat'], says: 'strat' },
  'an unknown option': { words: ['start', '--verbose'], says: '--verbose' },
  'an option that is missing': { words: ['audit', 'export'], says: '--reason' },
  'an unknown format': {
    words: ['audit', 'export', '--reason', 'why', '--format', 'xml'],
    variables: password,
    says: 'expected jsonl or csv, found "xml"',
  },
  'pruning by one person': { words: ['audit', 'prune'], says: 'two people' },
  'a proof of no event': { words: ['audit', 'proof', 'yesterday'], says: 'Expected the id of an event' },
  'an offline check without a key': { words: ['audit', 'verify', '--offline', '/dev/null'], says: '--key is required' },
  'a backup of no id': { words: ['backup', 'verify', 'yesterday'], says: 'Expected the id of a backup' },
  'a label of two lines': { words: ['backup', 'create', '--label', 'a\nb'], says: '--label of one line' },
  'a restore without config/': {
    words: ['backup', 'restore', '01940000-0000-7000-8000-000000000001', '--yes'],
    variables: password,
    says: 'no complete backup with this id',
  },
};

describe('a refusal ends with 78, says what is wrong, and shows no secret', () => {
  test.concurrent.each(Object.entries(refusals))('%s', { timeout: 120_000 }, async (_, refusal) => {
    const { code, output } = await ended(refusal);
    expect(output).toContain(refusal.says);
    expect(output).not.toMatch(/hunter2|Correct-Horse|\n {4}at /);
    expect(code).toBe(78);
  });
});

test('help and version are no refusal', async () => {
  expect((await ended({ words: ['--help'], says: '' })).code).toBe(0);
});

test('a command that npm does not know is one', async () => {
  expect((await run([resolve('scripts/run.mjs'), 'strat'], {})).code).toBe(78);
});

test('what is wrong is refused before anything is made', async () => {
  const place = aPlace();
  for (const variables of [
    { NODE_ENV: 'prod' },
    { CHAT_MAN_PASSWORD: 'aaaaaaaaaaaaaaaa' },
    { CHAT_MAN__MODEL__TOP_K: '0' },
  ] as Record<string, string>[]) {
    const { code } = await ended({ variables, says: '' }, place);
    expect([code, readdirSync(place)]).toEqual([78, []]);
  }
});

async function ended({ words = ['start'], variables = {}, files = {} }: Refusal, place = aPlace()) {
  const [config, data] = [join(place, 'config'), join(place, 'data')];
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, name), content);
  }
  const places = { CHAT_MAN_CONFIG_DIR: config, CHAT_MAN_DATA_DIR: data };
  return run([resolve('dist/apps/cli/src/main.js'), ...words], { ...places, PORT: '0', ...variables });
}

function run(words: readonly string[], variables: Readonly<Record<string, string>>) {
  const kept = Object.entries(process.env).filter(([name]) => ['PATH', 'HOME', 'TMPDIR'].includes(name));
  const child = spawn(process.execPath, words, {
    env: { ...Object.fromEntries(kept), NODE_COMPILE_CACHE: resolve('dist/.compile-cache'), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString('utf8')));
  return new Promise<{ readonly code: number | null; readonly output: string }>((settle) =>
    child.once('close', (code) => settle({ code, output })),
  );
}
