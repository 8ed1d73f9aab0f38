import { spawnSync } from 'node:child_process';
import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresRefused } from './postgres.errors.js';

/** `nobody` on every Linux distribution. PostgreSQL refuses users that have no passwd entry, so the number must be one that has. */
const nobody = 65534;

/** How to start a server program from this process. */
export interface LaunchPrefix {
  /** Programs and arguments to put before the server's own. */
  readonly words: readonly string[];
  /** The user who must own the server's files, when that is not us. */
  readonly owner: number | null;
}

/**
 * PostgreSQL refuses to run as root. Root therefore starts it in a user namespace in which root is called `nobody`: files stay root's, no user
 * is created. Where namespaces are forbidden, the server really becomes `nobody` and gets its directory handed over.
 * Where the system can, the server is also told to stop when its starter dies, so that `kill -9` leaves nothing behind.
 * @throws PostgresRefused when root has neither way.
 */
export function launchPrefix(): LaunchPrefix {
  if (process.platform !== 'linux') return { words: [], owner: null };
  const stopWithParent = works('setpriv', ['--pdeathsig=INT']) ? ['setpriv', '--pdeathsig=INT', '--'] : [];
  if (process.getuid?.() !== 0) return { words: stopWithParent, owner: null };

  const asMappedUser = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];
  if (works('unshare', asMappedUser.slice(1))) return { words: [...asMappedUser, ...stopWithParent], owner: null };

  const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  if (works('setpriv', asNobody)) {
    const death = stopWithParent.length > 0 ? ['--pdeathsig=INT'] : [];
    return { words: ['setpriv', ...asNobody, ...death, '--'], owner: nobody };
  }
  throw new PostgresRefused(
    'PostgreSQL refuses to run as root, and this system lets root neither map nor change its user (unshare, setpriv). ' +
      'Nothing was changed. Start Chat Man as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

function works(program: string, args: readonly string[]): boolean {
  const end = args.at(-1) === '--' ? [] : ['--'];
  return spawnSync(program, [...args, ...end, 'true'], { stdio: 'ignore' }).status === 0;
}

/** Gives a directory and all in it to `owner`. */
export function handOver(path: string, owner: number): void {
  lchownSync(path, owner, owner);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) handOver(join(path, name), owner);
}
