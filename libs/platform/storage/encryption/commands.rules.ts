import type { StorageVerdict } from './verdict.rules.js';

/** What a command that was asked about encryption printed, and how it ended; `status` is null where it could not be run. */
export interface CommandResult {
  readonly status: number | null;
  readonly output: string;
}

/** `zfs get -H -o value encryption <dataset>`. A dataset that does not encrypt may still lie on encrypted devices. */
export function zfsVerdict({ status, output }: CommandResult): StorageVerdict {
  if (status !== 0) return 'unknown';
  const value = output.trim();
  if (/^aes-\d+-(ccm|gcm)$/.test(value) || value === 'on') return 'encrypted';
  return value === 'off' ? 'plain' : 'unknown';
}

/** The devices of `zpool list -vHPL <pool>`; null where it says nothing. */
export function zpoolDevices({ status, output }: CommandResult): string[] | null {
  if (status !== 0) return null;
  return output.split('\n').flatMap((line) => /^\t+(\/\S+)/.exec(line)?.[1] ?? []);
}

/** `lsattr -d <directory>`: fscrypt marks an encrypted directory, and everything that is made in it, with `E`. */
export function isMarkedEncrypted({ status, output }: CommandResult): boolean {
  return status === 0 && /^\S*E\S*\s/.test(output);
}

/** `fdesetup isactive` ends with 0 where FileVault is on; it knows the startup disk alone. */
export function fileVaultVerdict({ status }: CommandResult): StorageVerdict {
  if (status === null) return 'unknown';
  return status === 0 ? 'encrypted' : 'plain';
}

/** `diskutil info -plist <volume>`, for any other volume. Every volume of a Mac with a security chip claims `Encryption`; `FileVault` needs a password. */
export function volumeVerdict({ status, output }: CommandResult): StorageVerdict {
  if (status !== 0) return 'unknown';
  const answer = /<key>FileVault<\/key>\s*<(true|false)\/>/.exec(output)?.[1];
  if (answer === undefined) return 'unknown';
  return answer === 'true' ? 'encrypted' : 'plain';
}

/** `manage-bde -status C: -protectionaserrorlevel` ends with 0 where protection is on; without administrator rights it fails alike. */
export function manageBdeVerdict({ status }: CommandResult): StorageVerdict {
  return status === 0 ? 'encrypted' : 'unknown';
}

/** The shell property `System.Volume.BitLockerProtection`, which needs no rights: 1 is on, 2 off, 3 to 5 on the way or suspended. */
export function bitLockerVerdict({ status, output }: CommandResult): StorageVerdict {
  if (status !== 0) return 'unknown';
  const value = output.trim();
  if (value === '1') return 'encrypted';
  return ['0', '2', '3', '4', '5'].includes(value) ? 'plain' : 'unknown';
}
