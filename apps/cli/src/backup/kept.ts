import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterDirectory } from '#platform/config/environment/environment.js';
import { masterPasswordOf } from '#platform/config/environment/secrets.js';
import { migrate } from '#platform/database/migrator/migrator.js';
import { Transactions } from '#platform/database/transactions.js';
import { openMasterPassword } from '#platform/keyring/master/master-password.js';
import type { Log } from '#platform/logging/log.js';
import { withDatabase } from '#platform/postgres/database-url.js';
import { databasesLike, dropDatabase, otherSessions, swapDatabases } from '#platform/postgres/roles/databases.js';
import { runtimeRoleOf } from '#platform/postgres/roles/role-names.rules.js';
import { databaseName } from '#platform/postgres/roles/roles.js';
import { runningServer } from '#platform/postgres/embedded/running-server.js';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { AuditRecordingFacade } from '../../../api/src/audit/audit-recording.facade.js';
import { withAuditLog } from '../audit/audit-context.js';
import { openDatabase } from '../database-access.js';
import type { Installation } from '../installation/installation.js';
import { print, type OutputOptions } from '../output.js';
import { Refusal } from '../refusal.js';
import { withKeyringOf } from './restore-context.js';
import { signAndTell } from './sign-and-tell.js';

/** Milliseconds that a connection which was closed just now may still be seen. */
const goodbyeMs = 3_000;
/** PostgreSQL cuts longer names off without a word; the rest of 63 is the time. */
const longestName = 36;

/** What a database is called that a restore has put aside: `chatman_before_20261122_131500_250`, by UTC. */
export function keptName(name: string, at: Date): string {
  return beginning(name) + at.toISOString().slice(0, -1).replaceAll(/[-:]/g, '').replaceAll(/[T.]/g, '_');
}

export interface KeptOptions extends OutputOptions {
  readonly reason?: string;
}

/**
 * `chatman backup take-back <database>`: a database that a restore put aside takes its place again, and the restored one is kept. It is
 * announced in the log that comes back, before it does.
 */
export async function takeBack(
  installation: Installation,
  log: Log,
  kept: string,
  { reason, ...output }: KeptOptions = { json: false },
): Promise<number> {
  const { environment, root } = installation;
  refuseWhileStarted(installation);
  const master = await openMasterPassword({ configDir: environment.configDir, password: masterPasswordOf(environment) });
  const database = await openDatabase(installation, log);
  try {
    const name = await databaseName(database.ownerUrl);
    await refuseUnknown(database.ownerUrl, name, kept);
    await refuseWhileUsed(database.ownerUrl);
    const aside = keptName(name, new Date());
    const comingBack = withDatabase(database.ownerUrl, kept);
    const act = {
      actor: null,
      action: 'backup.taken-back',
      object: { type: 'database', id: kept },
      detail: { by: 'operator', aside },
    } as const;
    // It may be of an older version, whose log has other columns; the next start would bring it up to date anyway.
    await migrate({ ownerUrl: comingBack, directory: join(root, 'migrations'), runtimeRole: runtimeRoleOf(name) });
    const inItsLog = <T>(work: (log: AuditRecordingFacade) => Promise<T>): Promise<T> =>
      withKeyringOf(installation, log, { ownerUrl: comingBack, master }, (app) => work(app.get(AuditRecordingFacade)));
    const announced = await inItsLog((recording) => recording.recordIntent({ ...act, reason }));
    try {
      await swapDatabases(database.ownerUrl, { name, fresh: kept, aside });
    } catch (cause) {
      await inItsLog((recording) => recording.recordOutcome(announced, { ...act, outcome: 'failed' }));
      throw cause;
    }
    print(
      output,
      { current: kept, kept: aside },
      `${kept} is the current database again. The previous one is kept as ${aside}.\n`,
    );
    await signAndTell(installation, log, {
      done: 'The database was brought back',
      output,
      record: (app) =>
        app
          .get(Transactions)
          .run((tx) => app.get(AuditFacade).recordOutcome(tx, { id: announced }, { ...act, outcome: 'success' })),
    });
    return 0;
  } finally {
    await database.server?.stop();
  }
}

/** `chatman backup drop-kept <database>`: for good. Chat Man may run. */
export function dropKept(
  installation: Installation,
  log: Log,
  kept: string,
  { reason, ...output }: KeptOptions = { json: false },
): Promise<number> {
  return withAuditLog(installation, log, async (app, { ownerUrl }) => {
    await refuseUnknown(ownerUrl, await databaseName(ownerUrl), kept);
    const audit = app.get(AuditFacade);
    const act = {
      actor: null,
      action: 'backup.kept-dropped',
      object: { type: 'database', id: kept },
      detail: { by: 'operator' },
    } as const;
    const announced = await audit.recordIntent({ ...act, reason });
    const conclude = (outcome: 'success' | 'failed') =>
      app.get(Transactions).run((tx) => audit.recordOutcome(tx, announced, { ...act, outcome }));
    try {
      await dropDatabase(ownerUrl, kept);
    } catch (cause) {
      await conclude('failed');
      throw cause;
    }
    await conclude('success');
    print(output, { deleted: kept }, `${kept} was deleted.\n`);
    return 0;
  });
}

/** The embedded server runs as long as Chat Man does. */
export function refuseWhileStarted({ environment }: Installation): void {
  if (environment.databaseUrl === null && runningServer(clusterDirectory(environment)) !== null) throw stillUsed();
}

export async function refuseWhileUsed(ownerUrl: string, patienceMs = goodbyeMs): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while ((await otherSessions(ownerUrl)) > 0) {
    if (performance.now() > deadline) throw stillUsed();
    await sleep(100);
  }
}

async function refuseUnknown(ownerUrl: string, name: string, kept: string): Promise<void> {
  const known = await databasesLike(ownerUrl, beginning(name));
  if (known.includes(kept)) return;
  const list = known.length === 0 ? 'None are kept.' : `These are kept: ${known.join(', ')}.`;
  throw new Refusal(`There is no database ${kept} kept by a restore. ${list} Nothing was changed.`);
}

function beginning(name: string): string {
  return `${name.slice(0, longestName)}_before_`;
}

function stillUsed(): Refusal {
  return new Refusal('Chat Man, or something else, is still using the database. Stop every instance first. Nothing was changed.');
}
