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

export interface Mount {
  /** `major:minor` of the device as the kernel numbers it; file systems over several devices have a made-up number. */
  readonly deviceNumber: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  /** Device file, or any other source that the file system was mounted from. */
  readonly source: string;
}

/** Reads a line of `/proc/self/mountinfo`: id, parent, number, root, mount point, options, optional fields, `-`, type, source, options. */
export function parseMounts(mountInfo: string): Mount[] {
  return mountInfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const [, , deviceNumber, , mountPoint] = (before ?? '').split(' ');
    const [fileSystem, source] = (after ?? '').split(' ');
    if (deviceNumber === undefined || mountPoint === undefined || fileSystem === undefined || source === undefined) return [];
    return [{ deviceNumber, mountPoint: unescaped(mountPoint), fileSystem, source: unescaped(source) }];
  });
}

/** The mount that a path lies in: the longest matching mount point; of two on the same point, the later covers the earlier. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | null {
  const contains = ({ mountPoint }: Mount): boolean =>
    path === mountPoint || path.startsWith(mountPoint === '/' ? '/' : `${mountPoint}/`);
  return mounts.filter(contains).reduce<Mount | null>((best, mount) => {
    return best === null || mount.mountPoint.length >= best.mountPoint.length ? mount : best;
  }, null);
}

/** Judges a mount; `device` is null where the kernel shows none under its number. */
export function verdictOn({ fileSystem }: Pick<Mount, 'fileSystem'>, device: StorageDevice | null): StorageVerdict {
  if (encryptingFileSystems.includes(fileSystem)) return 'encrypted';
  if (inMemory.includes(fileSystem)) return 'memory';
  if (device === null) return 'unknown';
  return isEncryptedDevice(device) ? 'encrypted' : 'plain';
}

/** The mounts that stand within a directory: other disks under one name. */
export function mountsWithin(directory: string, mounts: readonly Mount[]): Mount[] {
  return mounts.filter(({ mountPoint }) => mountPoint.startsWith(directory === '/' ? '/' : `${directory}/`));
}

export function isSafe(verdict: StorageVerdict): boolean {
  return verdict === 'encrypted' || verdict === 'memory';
}

/** The kernel writes blanks, tabs, line ends and backslashes in octal. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_match, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}
