import { setTimeout as sleep } from 'node:timers/promises';
import { clusterDirectory } from '#platform/config/environment.js';
import type { Log } from '#platform/logging/log.js';
import { databasesLike, dropDatabase, otherSessions, swapDatabases } from '#platform/postgres/databases.js';
import { databaseName } from '#platform/postgres/roles.js';
import { runningServer } from '#platform/postgres/running-server.js';
import { openDatabase, reachDatabase } from '../database-access.js';
import type { Installation } from '../installation.js';
import { Refusal } from '../refusal.js';

/** Milliseconds that a connection which was closed just now may still be seen. */
const goodbyeMs = 3_000;
/** PostgreSQL cuts longer names off without a word; the rest of 63 is the time. */
const longestName = 36;

/** What a database is called that a restore has put aside: `chatman_before_20261122_131500_250`, by UTC. */
export function keptName(name: string, at: Date): string {
  return beginning(name) + at.toISOString().slice(0, -1).replaceAll(/[-:]/g, '').replaceAll(/[T.]/g, '_');
}

/** `chatman backup take-back <database>`: a database that a restore put aside takes its place again, and the restored one is kept. */
export async function takeBack(installation: Installation, log: Log, kept: string): Promise<number> {
  refuseWhileStarted(installation);
  const database = await openDatabase(installation, log);
  try {
    const name = await databaseName(database.ownerUrl);
    await refuseUnknown(database.ownerUrl, name, kept);
    await refuseWhileUsed(database.ownerUrl);
    const aside = keptName(name, new Date());
    await swapDatabases(database.ownerUrl, { name, fresh: kept, aside });
    process.stdout.write(`${kept} is the database again. The one until now is kept as ${aside}.\n`);
    return 0;
  } finally {
    await database.server?.stop();
  }
}

/** `chatman backup drop-kept <database>`: for good. Chat Man may run. */
export async function dropKept(installation: Installation, log: Log, kept: string): Promise<number> {
  const database = await reachDatabase(installation, log);
  try {
    await refuseUnknown(database.ownerUrl, await databaseName(database.ownerUrl), kept);
    await dropDatabase(database.ownerUrl, kept);
    process.stdout.write(`${kept} is gone.\n`);
    return 0;
  } finally {
    await database.server?.stop();
  }
}

/** The embedded server runs as long as Chat Man does. */
export function refuseWhileStarted({ environment }: Installation): void {
  if (environment.databaseUrl === null && runningServer(clusterDirectory(environment)) !== null) throw stillUsed();
}

export async function refuseWhileUsed(ownerUrl: string): Promise<void> {
  const deadline = performance.now() + goodbyeMs;
  while ((await otherSessions(ownerUrl)) > 0) {
    if (performance.now() > deadline) throw stillUsed();
    await sleep(100);
  }
}

async function refuseUnknown(ownerUrl: string, name: string, kept: string): Promise<void> {
  const known = await databasesLike(ownerUrl, beginning(name));
  if (known.includes(kept)) return;
  const list = known.length === 0 ? 'None is kept.' : `Kept are: ${known.join(', ')}.`;
  throw new Refusal(`There is no database ${kept} that a restore put aside. ${list} Nothing was changed.`);
}

function beginning(name: string): string {
  return `${name.slice(0, longestName)}_before_`;
}

function stillUsed(): Refusal {
  return new Refusal('Chat Man, or something else, still uses the database. Stop every instance first. Nothing was changed.');
}
