/** Virtual file systems of the kernel: nothing written there lasts, and creating a directory there hangs or fails. */
const madeUp = ['/proc', '/sys', '/dev'];
/** Memory that is mounted like a device; slow machines keep databases for tests there. */
const realBelow = ['/dev/shm'];

/** Whether a path lies where no file of ours can. */
export function isMadeUp(path: string): boolean {
  return madeUp.some((tree) => isIn(path, tree)) && !realBelow.some((tree) => isIn(path, tree));
}

export function isIn(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}

/** The warning about an existing directory that other users can access. */
export function openDirectory(directory: string, mode: number, variable: string): string {
  return (
    `${directory} is open to other users of this machine (mode ${(mode & 0o777).toString(8)}) and was not changed. ` +
    `If only Chat Man uses it: chmod 700 ${directory}. Otherwise set ${variable} to a directory of its own.`
  );
}

/** A file with a secret that others can read. */
export function openFile(file: string, mode: number): string {
  return `${file} holds secrets and is open to other users of this machine (mode ${(mode & 0o777).toString(8)}). Close it: chmod 600 ${file}.`;
}

const secrets =
  /^[ \t]*(?:export[ \t]+)?(?:CHAT_MAN_PASSWORD|SESSION_SECRET|DATABASE_URL|DATABASE_RUNTIME_URL|PGPASSWORD|[A-Z_]*(?:API_KEY|CLIENT_SECRET))[ \t]*=[ \t]*\S/m;

/** Whether a file of variables has something in it that others must not read. */
export function holdsSecret(text: string): boolean {
  return secrets.test(text);
}
