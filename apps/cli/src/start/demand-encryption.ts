import { isSafe } from '#platform/storage/encrypted-storage.rules.js';
import { judgedPlaces, type JudgedPlace } from '#platform/storage/encrypted-storage.js';
import { writtenPlaces } from '#platform/storage/written-places.js';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';

/**
 * The guide's step 2a: production refuses to write to a disk that is not certainly encrypted, unless that is waived. Every directory counts: a
 * database in the clear makes sealed backups useless.
 */
export function demandEncryption({ environment }: Pick<Installation, 'environment'>, log: Log, judge = judgedPlaces): void {
  if (environment.skipEncryptionCheck) {
    log.warn('disk encryption is not checked (SKIP_ENCRYPTION_CHECK); the audit log and the health check say so too');
    return;
  }
  const unsafe = judge(writtenPlaces(environment)).filter(({ verdict }) => !isSafe(verdict));
  if (unsafe.length === 0) return;
  if (environment.mode !== 'production') {
    const directories = unsafe.map(({ path, verdict }) => `${path} (${verdict})`).join(', ');
    log.warn('no filesystem encryption was detected; in production Chat Man would not start', { directories });
    return;
  }
  throw new Refusal(
    `Some places that Chat Man writes to are not known to be on an encrypted disk (LUKS, FileVault, BitLocker, gocryptfs):\n${unsafe.map(inWords).join('\n')}\n` +
      'No filesystem encryption was detected there. Encrypt these disks or use other ones. If they are encrypted in a way Chat Man cannot detect (by the drive or the cloud), ' +
      'set SKIP_ENCRYPTION_CHECK=true, which the audit log and the health check will show. Nothing was started.',
  );
}

function inWords({ path, variable, verdict }: JudgedPlace): string {
  return `  - ${path} (${variable}): ${verdict === 'plain' ? 'not encrypted' : 'unknown'}`;
}
