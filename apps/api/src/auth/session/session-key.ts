import { createHash } from 'node:crypto';

/** How a session is kept: by the hash of its secret id, so that who reads the table or a backup cannot take anybody's place. */
export function sessionKey(secretId: string): string {
  return createHash('sha256').update(secretId).digest('hex');
}
