import type { Mount } from './mounts.rules.js';

/**
 * The kind of storage under a directory. `memory` is written to no disk by itself; `unknown` may be encrypted, which cannot be seen here: a
 * network share, a container's layers, a file system that numbers its own devices.
 */
export type StorageVerdict = 'encrypted' | 'memory' | 'plain' | 'unknown';

/** A block device and the devices that it is made of. */
export interface StorageDevice {
  /** What device mapper calls it, empty for a device that it did not make. Encrypted ones (LUKS, plain dm-crypt) begin with `CRYPT-`. */
  readonly mapperId: string;
  readonly madeOf: readonly StorageDevice[];
}

/** File systems that encrypt by themselves, by the name the kernel gives them. */
const inMemory = ['tmpfs', 'ramfs'];
const encryptingFileSystems = ['ecryptfs', 'fuse.gocryptfs', 'fuse.encfs', 'fuse.cryfs'];

/** Whether everything that is written to the device goes through encryption: it encrypts itself, or each of its parts does. */
export function isEncryptedDevice(device: StorageDevice): boolean {
  if (device.mapperId.startsWith('CRYPT-')) return true;
  return device.madeOf.length > 0 && device.madeOf.every(isEncryptedDevice);
}

/** Judges a mount; `device` is null where the kernel shows none under its number. */
export function verdictOn({ fileSystem }: Pick<Mount, 'fileSystem'>, device: StorageDevice | null): StorageVerdict {
  if (encryptingFileSystems.includes(fileSystem)) return 'encrypted';
  if (inMemory.includes(fileSystem)) return 'memory';
  if (device === null) return 'unknown';
  return isEncryptedDevice(device) ? 'encrypted' : 'plain';
}

export function isSafe(verdict: StorageVerdict): boolean {
  return verdict === 'encrypted' || verdict === 'memory';
}
