import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Installation } from './installation.js';
import { holdsSecret, isIn } from './places.rules.js';

/** Where secrets are mounted by container runtimes and systemd, which see to who reads them. */
const secretMounts = ['/run/secrets', '/run/credentials'];

/** Files with secrets, given from outside, that other users of this machine can read. */
export function openSecretFiles({
  root,
  variables,
}: Pick<Installation, 'root' | 'variables'>): { readonly file: string; readonly mode: number }[] {
  if (process.platform === 'win32') return [];
  const env = join(root, '.env');
  const given = ['CHAT_MAN_PASSWORD_FILE', 'SESSION_SECRET_FILE', 'DATABASE_URL_FILE'].flatMap((name) => {
    const path = variables[name];
    return path ? [resolve(root, path)] : [];
  });
  return [...(existsSync(env) && holdsSecret(readFileSync(env, 'utf8')) ? [env] : []), ...given]
    .filter((file) => existsSync(file) && !secretMounts.some((mount) => isIn(file, mount)))
    .map((file) => ({ file, mode: statSync(file).mode }))
    .filter(({ mode }) => (mode & 0o077) !== 0);
}
