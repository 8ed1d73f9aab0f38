import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { delimiter, join, parse } from 'node:path';
import { whereItLies } from '../where-it-lies.js';
import type { WrittenPlace } from '../written-places.js';
import { deviceBelow, deviceNamed, isInMemory } from './block-devices.js';
import {
  bitLockerVerdict,
  fileVaultVerdict,
  isMarkedEncrypted,
  manageBdeVerdict,
  volumeVerdict,
  zfsVerdict,
  zpoolDevices,
  type CommandResult,
} from './commands.rules.js';
import { forbidsSwap, groupDirectories, mountOf, mountsWithin, parseMounts, parseSwaps, type Mount } from './mounts.rules.js';
import { isEncryptedDevice, isSafe, verdictOn, type StorageVerdict } from './verdict.rules.js';

/** A place and what is known of where it lies. */
export interface JudgedPlace extends WrittenPlace {
  readonly verdict: StorageVerdict;
}

/** In the place of a variable: nothing moves swap elsewhere. */
export const swapVariable = 'swap';

/** A command about a disk that has gone away must not hold the start up. */
const commandMilliseconds = 5_000;

/**
 * Judges each place, each disk that is mounted within one, and the swap of the machine: LUKS, dm-crypt, fscrypt, ZFS and encrypting file systems on
 * Linux, FileVault on macOS, BitLocker on Windows. Encryption below the operating system (by the drive, or by a cloud) cannot be seen from here.
 */
export function judgedPlaces(places: readonly WrittenPlace[]): JudgedPlace[] {
  if (process.platform !== 'linux')
    return places.map((place) => ({ ...place, verdict: elsewhereVerdict(whereItLies(place.path)) }));
  const mounts = parseMounts(readFileSync('/proc/self/mountinfo', 'utf8'));
  const judged = places.flatMap((place) => {
    const path = whereItLies(place.path);
    const within = mountsWithin(path, mounts).filter(() => path === realpathOrNull(place.path) && place.variable !== 'TMPDIR');
    return [
      { ...place, verdict: pathVerdict(path, mounts) },
      ...within.map((mount) => ({ ...place, path: mount.mountPoint, verdict: mountVerdict(mount) })),
    ];
  });
  return [...judged, ...judgedSwap(mounts)];
}

/** Memory that the kernel moves out lies in swap: conversations and keys too. macOS always encrypts its own. */
function judgedSwap(mounts: readonly Mount[]): JudgedPlace[] {
  const groups = groupDirectories(textOf('/proc/self/cgroup'));
  if (forbidsSwap(groups.map((group) => textOf(join('/sys/fs/cgroup', group, 'memory.swap.max'))))) return [];
  return parseSwaps(textOf('/proc/swaps')).map(({ path, kind }) => {
    const verdict = kind === 'file' ? mountVerdict(mountOf(whereItLies(path), mounts)) : swapVerdict(path);
    return { path, variable: swapVariable, verdict };
  });
}

function swapVerdict(path: string): StorageVerdict {
  return isInMemory(path) ? 'memory' : verdictOn({ fileSystem: 'swap' }, deviceNamed(path));
}

function pathVerdict(path: string, mounts: readonly Mount[]): StorageVerdict {
  const verdict = mountVerdict(mountOf(path, mounts));
  return !isSafe(verdict) && isMarkedEncrypted(asked('lsattr', ['-d', path])) ? 'encrypted' : verdict;
}

function mountVerdict(mount: Mount | null): StorageVerdict {
  if (mount === null) return 'unknown';
  return mount.fileSystem === 'zfs' ? datasetVerdict(mount.source) : verdictOn(mount, deviceBelow(mount));
}

function datasetVerdict(dataset: string): StorageVerdict {
  const verdict = zfsVerdict(asked('zfs', ['get', '-H', '-o', 'value', 'encryption', dataset]));
  if (verdict !== 'plain') return verdict;
  const devices = zpoolDevices(asked('zpool', ['list', '-vHPL', dataset.split('/')[0]!])) ?? [];
  const below = devices.map((device) => deviceNamed(device));
  return below.length > 0 && below.every((device) => device !== null && isEncryptedDevice(device)) ? 'encrypted' : 'plain';
}

function elsewhereVerdict(path: string): StorageVerdict {
  if (process.platform === 'darwin') return darwinVerdict(path);
  if (process.platform === 'win32') return windowsVerdict(parse(path).root.slice(0, 2));
  return 'unknown';
}

function darwinVerdict(path: string): StorageVerdict {
  const volume = /^\/Volumes\/[^/]+/.exec(path)?.[0];
  if (volume === undefined) return fileVaultVerdict(asked('fdesetup', ['isactive']));
  return volumeVerdict(asked('diskutil', ['info', '-plist', volume]));
}

function windowsVerdict(drive: string): StorageVerdict {
  const asAdministrator = manageBdeVerdict(asked('manage-bde', ['-status', drive, '-protectionaserrorlevel']));
  if (asAdministrator === 'encrypted' || !/^[A-Za-z]:$/.test(drive)) return asAdministrator;
  const property = `(New-Object -ComObject Shell.Application).NameSpace('${drive}').Self.ExtendedProperty('System.Volume.BitLockerProtection')`;
  return bitLockerVerdict(asked('powershell', ['-NoProfile', '-NonInteractive', '-Command', property]));
}

/** Null for what is not there yet: disks are mounted within what is. */
function realpathOrNull(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // not of this kernel: no swap, no control groups
  }
}

/** The tools of file systems are often outside of a service's `PATH`. */
function asked(program: string, args: readonly string[]): CommandResult {
  const path = [process.env['PATH'] ?? '', ...(process.platform === 'linux' ? ['/usr/sbin', '/sbin'] : [])].join(delimiter);
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: commandMilliseconds,
    env: { ...process.env, PATH: path, LC_ALL: 'C' },
  });
  return { status, output: typeof stdout === 'string' ? stdout : '' };
}
