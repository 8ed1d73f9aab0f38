import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '#platform/config/environment.js';
import { isMadeUp } from './places.rules.js';
import { Refusal } from './refusal.js';

export interface Directory {
  readonly path: string;
  /** The variable that puts it elsewhere. */
  readonly variable: string;
}

/** @throws Refusal naming each directory in which nothing can be kept, before anything is made. */
export function refuseMadeUpPlaces(environment: Environment): void {
  const faults = directoriesOf(environment).filter(({ path }) => isMadeUp(whereItLies(path)));
  if (faults.length === 0) return;
  const lines = faults.map(
    ({ path, variable }) => `  - ${variable}: ${path} lies among the files that the kernel makes up, where nothing can be kept`,
  );
  throw new Refusal(`Chat Man cannot keep anything there:\n${lines.join('\n')}\nNothing was started.`);
}

/** Every directory that is written to, each once. */
export function directoriesOf(environment: Environment): Directory[] {
  const { dataDir, configDir, backupDir, auditLogPath, databasePath } = environment;
  const all = [
    { path: configDir, variable: 'CHAT_MAN_CONFIG_DIR' },
    { path: dataDir, variable: 'CHAT_MAN_DATA_DIR' },
    { path: backupDir, variable: 'BACKUP_DIR' },
    { path: dirname(auditLogPath), variable: 'AUDIT_LOG_PATH' },
    { path: join(dataDir, 'rag-vectors'), variable: 'CHAT_MAN_DATA_DIR' },
    { path: dirname(databasePath), variable: 'DATABASE_PATH' },
  ];
  return all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index);
}

/** The real path of what is there of it. */
function whereItLies(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : whereItLies(dirname(path));
  }
}
