import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handOver, type LaunchPrefix } from './launch-prefix.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { PostgresRefused, PostgresUnavailable } from '../postgres.errors.js';
import { serverEnvironment } from '../server/server-environment.js';

/** The major version of the packaged server; a cluster of another one cannot be opened by it. */
export const postgresMajor = '18';

export const superuser = 'chatman_superuser';

export interface NewCluster {
  readonly binaries: PostgresBinaries;
  readonly prefix: LaunchPrefix;
  /** Password of the server's superuser. */
  readonly password: string;
  /** `no` only for data that may be lost with the power. */
  readonly isDurable: boolean;
}

/**
 * The cluster in `home`, made when there is none. It is made beside its final place and moved there when complete: what exists there is
 * always whole, and a start that was killed half-way begins afresh without ever wiping a finished cluster.
 * @returns its absolute path.
 */
export function preparedCluster(home: string, options: NewCluster): string {
  const cluster = join(home, 'cluster');
  for (const name of readdirSync(home)) {
    if (name.startsWith('unfinished')) rmSync(join(home, name), { recursive: true, force: true });
  }
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    refuseOtherVersion(cluster);
    return cluster;
  }
  const unfinished = join(home, `unfinished-${process.pid}`);
  mkdirSync(unfinished, { mode: 0o700 });
  initialise(unfinished, options);
  renameSync(join(unfinished, 'cluster'), cluster);
  rmSync(unfinished, { recursive: true, force: true });
  return cluster;
}

/**
 * Sets a new password for the superuser, for a cluster whose password was lost. The server must not run: it is started for this
 * statement alone, without listening, by the user who owns its files and could read them anyway.
 */
export function replacePassword(cluster: string, { binaries, prefix, password }: NewCluster): void {
  const [program, ...words] = [...prefix.words, binaries.postgres];
  const { status, stderr } = spawnSync(program!, [...words, '--single', '-D', cluster, 'postgres'], {
    encoding: 'utf8',
    env: serverEnvironment(),
    input: `ALTER ROLE ${superuser} PASSWORD '${password.replaceAll("'", "''")}'\n`,
  });
  if (status === 0 && !/^(ERROR|FATAL)|: {2}ERROR/m.test(stderr)) return;
  throw new PostgresUnavailable(
    `The password of the database in ${cluster} couldn’t be replaced. PostgreSQL says:\n${stderr.trim()}`,
  );
}

function refuseOtherVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === postgresMajor) return;
  throw new PostgresRefused(
    `The data in ${cluster} belongs to PostgreSQL ${version}, but this version of Chat Man includes PostgreSQL ${postgresMajor}. Nothing was changed. ` +
      'Create a backup with the version that wrote it, move the directory away, start this version and restore the backup.',
  );
}

function initialise(place: string, { binaries, prefix, password, isDurable }: NewCluster): void {
  const passwordFile = join(place, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (prefix.owner !== null) handOver(place, prefix.owner);
  // The builtin locale sorts alike on every machine and needs no locale of the operating system.
  const [program, ...words] = [...prefix.words, binaries.initdb];
  const { status, stdout, stderr, error } = spawnSync(
    program!,
    [
      ...words,
      ...['-D', join(place, 'cluster'), '-U', superuser, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8'],
      ...['--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions', ...(isDurable ? [] : ['--no-sync'])],
    ],
    { encoding: 'utf8', env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (status !== 0) {
    const reason = (stderr || stdout || '').trim().split('\n').slice(-4).join('\n');
    throw new PostgresUnavailable(`A new database couldn’t be created in ${place}. PostgreSQL says:\n${reason}`, {
      cause: error,
    });
  }
  rmSync(passwordFile);
}
