import { describe, expect, test } from 'vitest';
import { isEncryptedDevice, isSafe, verdictOn, type StorageDevice } from './verdict.rules.js';

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
