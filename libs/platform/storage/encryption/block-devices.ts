import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Mount } from './mounts.rules.js';
import type { StorageDevice } from './verdict.rules.js';

/** A device that the kernel does not show counts as one that does not encrypt. */
const unseen: StorageDevice = { mapperId: '', madeOf: [] };

/** Where the kernel shows its devices; a test shows its own. */
export const sysfs = '/sys';

/** The device below a mount, as `sysfs` shows it; null where it shows none. */
export function deviceBelow(mount: Mount, sys = sysfs): StorageDevice | null {
  if (mount.fileSystem === 'btrfs') return btrfsDevice(mount.source, sys);
  const place = join(sys, 'dev/block', deviceNumberOf(mount.source) ?? mount.deviceNumber);
  return existsSync(place) ? deviceAt(place) : null;
}

/** A device by its name or its file: `dm-0`, `/dev/sda2`. */
export function deviceNamed(name: string, sys = sysfs): StorageDevice | null {
  const place = join(sys, 'class/block', basename(quietly(() => realpathSync(name), name)));
  return existsSync(place) ? deviceAt(place) : null;
}

/** Whether a compressed swap device lies in memory alone. One with a backing device writes to that. */
export function isInMemory(name: string, sys = sysfs): boolean {
  if (!/^zram\d+$/.test(basename(name))) return false;
  return quietly(() => readFileSync(join(sys, 'class/block', basename(name), 'backing_dev'), 'utf8').trim(), 'none') === 'none';
}

/** Btrfs spreads over several devices and names the first: each of them has to encrypt. */
function btrfsDevice(source: string, sys: string): StorageDevice | null {
  const name = basename(quietly(() => realpathSync(source), source));
  const volumes = quietly(() => readdirSync(join(sys, 'fs/btrfs')), []).map((id) => join(sys, 'fs/btrfs', id, 'devices'));
  const members = volumes.map((volume) => quietly(() => readdirSync(volume), [])).find((names) => names.includes(name));
  if (members === undefined) return null;
  return { mapperId: '', madeOf: members.map((member) => deviceNamed(member, sys) ?? unseen) };
}

/** Some file systems (overlays) hide the number of their device; its file still has it. */
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

/** A partition is made of what its disk is made of. */
function deviceAt(place: string): StorageDevice {
  const real = quietly(() => realpathSync(place), place);
  const whole = existsSync(join(real, 'partition')) ? dirname(real) : real;
  return {
    mapperId: quietly(() => readFileSync(join(whole, 'dm/uuid'), 'utf8').trim(), ''),
    madeOf: quietly(() => readdirSync(join(whole, 'slaves')), []).map((name) => deviceAt(join(whole, 'slaves', name))),
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
