import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { createApplication } from '../../apps/api/src/application.js';
import { settingsSlices } from '../../apps/api/src/settings.js';
import { Clock } from '../../libs/platform/clock.js';
import { readEnvironment } from '../../libs/platform/config/environment/environment.js';
import { Settings } from '../../libs/platform/config/settings/settings.js';
import { Log } from '../../libs/platform/logging/log.js';
import { afterFile } from './after-file.js';
import { aDatabase, type TestDatabase } from './database.js';
import { openedMasterIn } from './shared-master.js';

export interface TestApp {
  readonly app: NestExpressApplication;
  /** `http://127.0.0.1:port`, without a path. */
  readonly url: string;
  readonly database: TestDatabase;
  readonly configDir: string;
  readonly dataDir: string;
  /** Everything that was logged so far, as text. */
  logged(): string;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Environment variables; the master password and the session secret are given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** `config/settings.json`. */
  readonly settings?: unknown;
  /** `config/knowledge.md`; none by default. */
  readonly knowledge?: string;
  readonly clock?: Clock;
  /** One of the spec's own making, which it drops itself. */
  readonly database?: TestDatabase;
  /** Directory of the built portal; that of this checkout unless given. */
  readonly portalDirectory?: string;
  /** To boot a second instance beside another one, on its database and directories. */
  readonly beside?: TestApp;
}

/** The whole application over real HTTP on a database of its own, closed after the spec file. */
export async function anApp(options: TestAppOptions = {}): Promise<TestApp> {
  const root = mkdtempSync(join(tmpdir(), 'chatman-app-'));
  const configDir = options.beside?.configDir ?? join(root, 'config');
  const dataDir = options.beside?.dataDir ?? join(root, 'data');
  for (const directory of [configDir, dataDir, join(dataDir, 'backups'), join(dataDir, 'audit')])
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (options.settings !== undefined) writeFileSync(join(configDir, 'settings.json'), JSON.stringify(options.settings));
  if (options.knowledge !== undefined) writeFileSync(join(configDir, 'knowledge.md'), options.knowledge);
  const database = options.database ?? options.beside?.database ?? (await aDatabase());
  const variables = {
    NODE_ENV: 'test',
    CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000',
    // A test that runs at the hour of the backup, or of its test restore, is like any other.
    CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'false',
    CHAT_MAN__BACKUP__TESTBACKUPSENABLED: 'false',
    // Its model would take processor time from whatever is being tested; specs about it switch it on.
    CHAT_MAN__RETRIEVAL__MEANING: 'off',
    SESSION_SECRET: 'a session secret that is only used in tests',
    CHAT_MAN_CONFIG_DIR: configDir,
    CHAT_MAN_DATA_DIR: dataDir,
    ...options.environment,
  };
  const lines: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  const app = await createApplication({
    environment: readEnvironment(variables, root),
    settings: Settings.fromDirectory(settingsSlices, configDir, variables),
    log: new Log('debug', stream),
    runtimeUrl: database.runtimeUrl,
    master: await openedMasterIn(configDir),
    clock: options.clock,
    portalDirectory: options.portalDirectory ?? resolve('dist/apps/portal/browser'),
  });
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await app.close();
    rmSync(root, { recursive: true, force: true });
  };
  afterFile(close);
  return { app, url: `http://127.0.0.1:${port}`, database, configDir, dataDir, logged: () => lines.join(''), close };
}
