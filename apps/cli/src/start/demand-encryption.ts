import { judgedPlaces, swapVariable, type JudgedPlace } from '#platform/storage/encryption/judged-places.js';
import { isSafe } from '#platform/storage/encryption/verdict.rules.js';
import { writtenPlaces } from '#platform/storage/written-places.js';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';

/**
 * The guide's step 2a: production refuses to write to a disk that is not certainly encrypted, unless that is waived. Every directory counts: a
 * database in the clear makes sealed backups useless, and so does swap, where keys and conversations may come to lie.
 */
export function demandEncryption({ environment }: Pick<Installation, 'environment'>, log: Log, judge = judgedPlaces): void {
  if (environment.skipEncryptionCheck) {
    log.warn('disk encryption is not checked (SKIP_ENCRYPTION_CHECK); the audit log and the health check say so too');
    return;
  }
  const unsafe = judge(writtenPlaces(environment)).filter(({ verdict }) => !isSafe(verdict));
  if (unsafe.length === 0) return;
  const places = unsafe.map(({ path, verdict }) => `${path} (${verdict})`).join(', ');
  if (environment.mode !== 'production') {
    log.warn('no filesystem encryption was detected; in production Chat Man would not start', { places });
    return;
  }
  // One line for machines; the text below is for whoever reads the terminal or the journal.
  log.error('refused to start: not every place is known to be encrypted', { places, cure: unsafe.map(cureFor).join('; ') });
  throw new Refusal(
    `Some places that Chat Man writes to are not known to be on an encrypted disk (LUKS, fscrypt, ZFS, gocryptfs, FileVault, BitLocker):\n${unsafe.map(inWords).join('\n')}\n` +
      'No filesystem encryption was detected there. Encrypt these disks or use other ones. If they are encrypted in a way Chat Man cannot detect (by the drive or the cloud), ' +
      'set SKIP_ENCRYPTION_CHECK=true, which the audit log and the health check will show. Nothing was started.',
  );
}

function inWords(place: JudgedPlace): string {
  const { path, variable, verdict } = place;
  return `  - ${path} (${variable}): ${verdict === 'plain' ? 'not encrypted' : 'unknown'}. To fix it, ${cureFor(place)}.`;
}

function cureFor({ path, variable }: JudgedPlace): string {
  if (variable === swapVariable) return `run "swapoff ${path}", encrypt it, or set MemorySwapMax=0 in the systemd unit`;
  return `encrypt the disk of ${path} or set ${variable} to an encrypted one`;
}
