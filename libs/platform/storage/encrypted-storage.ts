import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import {
  mountOf,
  mountsWithin,
  parseMounts,
  verdictOn,
  type Mount,
  type StorageDevice,
  type StorageVerdict,
} from './encrypted-storage.rules.js';
import { whereItLies } from './where-it-lies.js';
import type { WrittenPlace } from './written-places.js';

/** A place and what is known of where it lies. */
export interface JudgedPlace extends WrittenPlace {
  readonly verdict: StorageVerdict;
}

/**
 * Judges each place, and each disk that is mounted within one: LUKS, dm-crypt and encrypting file systems on Linux, FileVault on macOS,
 * BitLocker on Windows. Encryption below the operating system (by the drive, or by a cloud) cannot be seen from here.
 */
export function judgedPlaces(places: readonly WrittenPlace[]): JudgedPlace[] {
  const mounts = process.platform === 'linux' ? parseMounts(readFileSync('/proc/self/mountinfo', 'utf8')) : [];
  return places.flatMap((place) => {
    const path = whereItLies(place.path);
    if (process.platform !== 'linux') return [{ ...place, verdict: elsewhereVerdict(path) }];
    const within = mountsWithin(path, mounts).filter(() => path === realpathOrNull(place.path) && place.variable !== 'TMPDIR');
    return [
      { ...place, verdict: mountVerdict(mountOf(path, mounts)) },
      ...within.map((mount) => ({ path: mount.mountPoint, variable: place.variable, verdict: mountVerdict(mount) })),
    ];
  });
}

function elsewhereVerdict(path: string): StorageVerdict {
  if (process.platform === 'darwin') return succeeds('fdesetup', ['isactive']) ? 'encrypted' : 'plain';
  if (process.platform === 'win32')
    return succeeds('manage-bde', ['-status', parse(path).root.slice(0, 2), '-protectionaserrorlevel']) ? 'encrypted' : 'plain';
  return 'unknown';
}

function mountVerdict(mount: Mount | null): StorageVerdict {
  if (mount === null) return 'unknown';
  const place = join('/sys/dev/block', deviceNumberOf(mount.source) ?? mount.deviceNumber);
  return verdictOn(mount, existsSync(place) ? deviceAt(place) : null);
}

/** Null for what is not there yet: disks are mounted within what is. */
function realpathOrNull(path: string): string | null {
  return quietly<string | null>(() => realpathSync(path), null);
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
