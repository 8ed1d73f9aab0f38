import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import {
  isEncryptedDevice,
  isEncryptingFileSystem,
  mountOf,
  parseMounts,
  type StorageDevice,
} from './encrypted-storage.rules.js';

/**
 * Whether the file system that holds `directory` is certainly encrypted: LUKS or dm-crypt on Linux, FileVault on macOS, BitLocker on Windows.
 * Encryption below the operating system (by the drive, or by a cloud) cannot be seen from here and counts as none.
 */
export function isStorageEncrypted(directory: string): boolean {
  const path = realpathSync(directory);
  if (process.platform === 'linux') return isEncryptedOnLinux(path);
  if (process.platform === 'darwin') return succeeds('fdesetup', ['isactive']);
  if (process.platform === 'win32')
    return succeeds('manage-bde', ['-status', parse(path).root.slice(0, 2), '-protectionaserrorlevel']);
  return false;
}

function isEncryptedOnLinux(path: string): boolean {
  const mount = mountOf(path, parseMounts(readFileSync('/proc/self/mountinfo', 'utf8')));
  if (mount === null) return false;
  if (isEncryptingFileSystem(mount.fileSystem)) return true;
  const number = deviceNumberOf(mount.source) ?? mount.deviceNumber;
  return isEncryptedDevice(deviceAt(join('/sys/dev/block', number)));
}

/** Some file systems (btrfs, overlays) hide the number of their device; its file still has it. */
function deviceNumberOf(source: string): string | null {
  try {
    const { rdev } = statSync(source);
    if (rdev === 0) return null;
    const major = Math.floor(rdev / 256) & 0xfff;
    const minor = (rdev & 0xff) | (Math.floor(rdev / 1_048_576) * 256);
    return `${major}:${minor}`;
  } catch {
    return null; // not a device file: tmpfs, a share, a container's overlay
  }
}

function deviceAt(place: string): StorageDevice {
  return {
    mapperId: quietly(() => readFileSync(join(place, 'dm', 'uuid'), 'utf8').trim(), ''),
    madeOf: quietly(() => readdirSync(join(place, 'slaves')), []).map((name) => deviceAt(join(place, 'slaves', name))),
  };
}

/** What the kernel does not show, it does not have: a device without mapper, or a number without device. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function succeeds(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
