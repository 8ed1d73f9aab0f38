import { spawnSync } from 'node:child_process';
import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { PostgresRefused } from '../postgres.errors.js';

/** `nobody` on every Linux distribution. PostgreSQL refuses users that have no entry in /etc/passwd, so the number must be one that has. */
const nobody = 65534;

/** How to start a server program from this process. */
export interface LaunchPrefix {
  /** Programs and arguments to put before the server's own. */
  readonly words: readonly string[];
  /** The user who must own the server's files, when that is not us. */
  readonly owner: number | null;
}

/**
 * PostgreSQL refuses to run as root, or as a user without a name, as containers give them. Such a user starts it in a user namespace in which
 * the user is called `nobody`: files stay where they belong, no user is created. Where namespaces are forbidden, root's server really becomes
 * `nobody` and gets its directory handed over.
 * Where the system can, the server also stops when its starter dies, so that `kill -9` leaves nothing behind.
 * @throws PostgresRefused when there is no way.
 */
export function launchPrefix(): LaunchPrefix {
  if (process.platform !== 'linux') return { words: [], owner: null };
  const stopWithParent = works('setpriv', ['--pdeathsig=INT']) ? ['setpriv', '--pdeathsig=INT', '--'] : [];
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && hasName()) return { words: stopWithParent, owner: null };

  const asMappedUser = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];
  if (works('unshare', asMappedUser.slice(1))) return { words: [...asMappedUser, ...stopWithParent], owner: null };
  if (!isRoot) throw namelessUser();

  const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  if (works('setpriv', asNobody)) {
    const death = stopWithParent.length > 0 ? ['--pdeathsig=INT'] : [];
    return { words: ['setpriv', ...asNobody, ...death, '--'], owner: nobody };
  }
  throw new PostgresRefused(
    'PostgreSQL refuses to run as root, and on this system root can neither map nor change its user (unshare, setpriv). ' +
      'Nothing was changed. Start Chat Man as an ordinary user, or set DATABASE_URL to your own PostgreSQL server.',
  );
}

/** Whether the user of this process has an entry in /etc/passwd, or in the system's other user databases. */
function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

function namelessUser(): PostgresRefused {
  return new PostgresRefused(
    `PostgreSQL refuses to run as a user without an entry in /etc/passwd. User ${process.getuid?.()} has none, and this system allows no ` +
      'user namespaces (unshare). Nothing was changed. Start Chat Man as a user listed in /etc/passwd, or set DATABASE_URL to your own PostgreSQL ' +
      'server.',
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
