import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clusterDirectory, type Environment } from '../config/environment/environment.js';

/** A directory that is written to. */
export interface WrittenPlace {
  readonly path: string;
  /** The variable that puts it elsewhere. */
  readonly variable: string;
}

/** Every directory of the deployment guide, each once. */
export function directoriesOf(environment: Environment): WrittenPlace[] {
  const { dataDir, configDir, backupDir, auditLogPath, databasePath } = environment;
  return eachOnce([
    { path: configDir, variable: 'CHAT_MAN_CONFIG_DIR' },
    { path: dataDir, variable: 'CHAT_MAN_DATA_DIR' },
    { path: backupDir, variable: 'BACKUP_DIR' },
    { path: dirname(auditLogPath), variable: 'AUDIT_LOG_PATH' },
    { path: join(dataDir, 'rag-vectors'), variable: 'CHAT_MAN_DATA_DIR' },
    { path: dirname(databasePath), variable: 'DATABASE_PATH' },
  ]);
}

/** Everything that this machine writes to, and what may be a disk of its own within: the cluster and its log, test restores, temporary files. */
export function writtenPlaces(environment: Environment): WrittenPlace[] {
  const cluster = join(clusterDirectory(environment), 'cluster');
  const database = [cluster, join(cluster, 'base'), join(cluster, 'pg_wal')].map((path) => ({ path, variable: 'DATABASE_PATH' }));
  return eachOnce([
    ...directoriesOf(environment),
    ...(environment.databaseUrl === null ? database : []),
    { path: join(environment.dataDir, 'test-restore'), variable: 'CHAT_MAN_DATA_DIR' },
    { path: tmpdir(), variable: 'TMPDIR' },
  ]);
}

function eachOnce(places: readonly WrittenPlace[]): WrittenPlace[] {
  return places.filter(({ path }, index) => places.findIndex((other) => other.path === path) === index);
}
