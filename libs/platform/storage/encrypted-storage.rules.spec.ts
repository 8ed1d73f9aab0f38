import { describe, expect, test } from 'vitest';
import {
  isEncryptedDevice,
  isSafe,
  mountOf,
  mountsWithin,
  parseMounts,
  verdictOn,
  type StorageDevice,
} from './encrypted-storage.rules.js';

const disk: StorageDevice = { mapperId: '', madeOf: [] };
const luks: StorageDevice = { mapperId: 'CRYPT-LUKS2-0123456789abcdef-root', madeOf: [disk] };
const volumeOn = (...parts: StorageDevice[]): StorageDevice => ({ mapperId: 'LVM-abcdef', madeOf: parts });

describe('a device', () => {
  test.each([
    ['a bare disk', disk, false],
    ['LUKS on a disk', luks, true],
    ['a logical volume on LUKS', volumeOn(luks), true],
    ['a logical volume on a bare disk', volumeOn(disk), false],
    ['a volume over LUKS and a bare disk', volumeOn(luks, disk), false],
    ['a mirror of two volumes on LUKS', { mapperId: '', madeOf: [volumeOn(luks), luks] }, true],
    ['a volume whose name only looks like it', { mapperId: 'LVM-CRYPT-x', madeOf: [disk] }, false],
  ])('%s', (_name, device, isEncrypted) => {
    expect(isEncryptedDevice(device)).toBe(isEncrypted);
  });
});

const mountInfo = [
  '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/mapper/root rw',
  '30 22 0:27 / /srv rw,relatime shared:7 master:2 - btrfs /dev/mapper/data rw,ssd',
  '31 22 0:28 / /srv/chat\\040man rw - tmpfs tmpfs rw',
  '32 22 8:1 / /srv/two rw - ext4 /dev/sda1 rw',
  '33 22 8:2 / /srv/two rw - ext4 /dev/sda2 rw',
  '',
].join('\n');

describe('the mount of a path', () => {
  test.each([
    ['/home/x', '/dev/mapper/root'],
    ['/', '/dev/mapper/root'],
    ['/srv', '/dev/mapper/data'],
    ['/srv/data', '/dev/mapper/data'],
    ['/srvother', '/dev/mapper/root'],
    ['/srv/chat man/data', 'tmpfs'],
    ['/srv/two/data', '/dev/sda2'],
  ])('%s lies on %s', (path, source) => {
    expect(mountOf(path, parseMounts(mountInfo))?.source).toBe(source);
  });

  test('no mounts, no answer', () => {
    expect(mountOf('/srv', parseMounts(''))).toBeNull();
  });
});

test.each([
  ['gocryptfs, whatever it lies on', 'fuse.gocryptfs', null, 'encrypted'],
  ['ext4 on LUKS', 'ext4', luks, 'encrypted'],
  ['ext4 on a bare disk', 'ext4', disk, 'plain'],
  ['memory', 'tmpfs', null, 'memory'],
  ['a network share', 'nfs4', null, 'unknown'],
  ['the layers of a container', 'overlay', null, 'unknown'],
] as const)('%s', (_name, fileSystem, device, verdict) => {
  expect(verdictOn({ fileSystem }, device)).toBe(verdict);
  expect(isSafe(verdict)).toBe(verdict === 'encrypted' || verdict === 'memory');
});

test('other disks within a directory are found, and none beside it', () => {
  expect(mountsWithin('/srv', parseMounts(mountInfo)).map(({ mountPoint }) => mountPoint)).toEqual([
    '/srv/chat man',
    '/srv/two',
    '/srv/two',
  ]);
  expect(mountsWithin('/sr', parseMounts(mountInfo))).toEqual([]);
});
