import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { InvalidEnvironment, readEnvironment, type Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { masterPasswordOf } from '#platform/config/environment/secrets.js';
import { exitCodeOf, Refused } from '#platform/exit-codes.js';
import { openMasterPassword } from '#platform/keyring/master/master-password.js';
import { sizePools } from '#platform/database/pool/connection-budget.js';
import { Log } from '#platform/logging/log.js';
import { outliveReaders } from '#platform/logging/unread-output.js';
import { createApplication } from './application.js';
import { printReady } from './ready-message.js';
import { AuthFacade } from './auth/auth.facade.js';
import { settingsSlices } from './settings.js';
import { handleUncaughtErrors } from './uncaught-errors.js';

/** The API process. `chatman start` supervises it and gives it a database; all faults of a start are reported in one text, and nothing is half started. */
async function main(): Promise<void> {
  outliveReaders();
  const root = process.cwd();
  const supervised = endWithSupervisor();
  const environment = readEnvironment(process.env, root);
  const log = new Log(environment.logLevel);
  handleUncaughtErrors(log);
  const settings = Settings.fromDirectory(settingsSlices, environment.configDir, process.env);
  const runtimeUrl = environment.databaseRuntimeUrl;
  if (!runtimeUrl)
    throw new InvalidEnvironment(['DATABASE_RUNTIME_URL is not set. Start Chat Man with `npm start` or `npx chatman start`.']);
  const master = await openMasterPassword({ configDir: environment.configDir, password: masterPasswordOf(environment) });
  const pools = await sizePools(runtimeUrl, settings, log);
  const app = await createApplication({
    environment,
    log,
    settings,
    runtimeUrl,
    pools,
    master,
    portalDirectory: resolve(import.meta.dirname, join('..', '..', 'portal', 'browser')),
  });
  supervised.close = () => app.close();
  await app.init();
  const setUpCode = await app.get(AuthFacade).announceSetUp(); // before anybody can ask: the owner signs in as soon as there is an answer
  await app.listen(environment.port, environment.host).catch((error: unknown) => {
    throw cannotListen(error, environment);
  });
  releaseStartupMemory();
  printReady(app, environment, setUpCode);
}

/** Classes are made, schemas compiled and code read once: 145 MB are resident afterwards instead of 175. The supervisor starts us so that we may. */
function releaseStartupMemory(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** Milliseconds; longer than an orderly close takes at worst. */
const closeWithin = 25_000;

/** The channel to the supervisor closes when it dies, by kill -9 too. Without a supervisor this process would keep the port for ever. */
function endWithSupervisor(): { close: () => Promise<void> } {
  const supervised = { close: () => Promise.resolve() }; // until there is something to close
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), closeWithin).unref();
    void supervised.close().finally(() => process.exit(0));
  });
  return supervised;
}

/** Another program may give the port back. */
class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

function cannotListen(error: unknown, { port, host }: Environment): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new CannotListen(`PORT: expected a free port, but ${port} is in use by another program`);
  if (code === 'EACCES')
    return new InvalidEnvironment([`PORT: expected a port that this user is allowed to listen on, found ${port}`]);
  if (code === 'EADDRNOTAVAIL') return new InvalidEnvironment([`HOST: expected an address of this machine, found ${host}`]);
  return error;
}

try {
  await main();
} catch (error) {
  const isOperatorsToMend = error instanceof Refused || error instanceof CannotListen;
  process.stderr.write(
    isOperatorsToMend ? `${error.message}\n` : `Chat Man could not start: ${(error as Error).stack ?? String(error)}\n`,
  );
  process.exit(exitCodeOf(error));
}
