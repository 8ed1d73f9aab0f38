import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deviceBelow, deviceNamed, isInMemory } from './block-devices.js';
import { isEncryptedDevice } from './verdict.rules.js';

let sys: string;
beforeEach(() => (sys = mkdtempSync(join(tmpdir(), 'sysfs-'))));
afterEach(() => rmSync(sys, { recursive: true }));

interface Shown {
  readonly mapperId?: string;
  readonly slaves?: readonly string[];
  readonly partitions?: readonly string[];
}

/** Shows a device as the kernel does: a directory, a link by its name and one in each device that is made of it. */
function show(name: string, { mapperId, slaves = [], partitions = [] }: Shown = {}): void {
  const place = join(sys, 'devices', name);
  mkdirSync(join(place, 'slaves'), { recursive: true });
  mkdirSync(join(sys, 'class/block'), { recursive: true });
  symlinkSync(place, join(sys, 'class/block', name));
  for (const slave of slaves) symlinkSync(join(sys, 'class/block', slave), join(place, 'slaves', slave));
  if (mapperId !== undefined) {
    mkdirSync(join(place, 'dm'));
    writeFileSync(join(place, 'dm/uuid'), `${mapperId}\n`);
  }
  for (const partition of partitions) {
    mkdirSync(join(place, partition));
    writeFileSync(join(place, partition, 'partition'), '1\n');
    symlinkSync(join(place, partition), join(sys, 'class/block', partition));
  }
}

function isEncrypted(name: string): boolean | null {
  const device = deviceNamed(name, sys);
  return device === null ? null : isEncryptedDevice(device);
}

test('a volume on LUKS encrypts, a partition of a disk does not, and what is not shown is not known', () => {
  show('sda', { partitions: ['sda1'] });
  show('dm-0', { mapperId: 'CRYPT-LUKS2-00-root', slaves: ['sda1'] });
  show('dm-1', { mapperId: 'LVM-00', slaves: ['dm-0'] });
  expect([isEncrypted('dm-1'), isEncrypted('/dev/sda1'), isEncrypted('sdz')]).toEqual([true, false, null]);
});

test('a partition of a mirror of encrypted disks encrypts', () => {
  show('dm-0', { mapperId: 'CRYPT-LUKS2-00-a' });
  show('dm-1', { mapperId: 'CRYPT-LUKS2-00-b' });
  show('md0', { slaves: ['dm-0', 'dm-1'], partitions: ['md0p1'] });
  expect(isEncrypted('md0p1')).toBe(true);
});

test('btrfs encrypts where each of its devices does', () => {
  const btrfs = { deviceNumber: '0:27', mountPoint: '/srv', fileSystem: 'btrfs', source: '/dev/dm-0' };
  const belowIsEncrypted = () => isEncryptedDevice(deviceBelow(btrfs, sys) ?? { mapperId: '', madeOf: [] });
  show('dm-0', { mapperId: 'CRYPT-LUKS2-00-a' });
  show('sdb');
  mkdirSync(join(sys, 'fs/btrfs/some-id/devices/dm-0'), { recursive: true });
  expect(belowIsEncrypted()).toBe(true);
  mkdirSync(join(sys, 'fs/btrfs/some-id/devices/sdb'));
  expect(belowIsEncrypted()).toBe(false);
  expect(deviceBelow({ ...btrfs, source: '/dev/sdb9' }, sys)).toBeNull();
});

test('compressed swap is memory, unless it writes to a disk', () => {
  show('zram0');
  expect(isInMemory('/dev/zram0', sys)).toBe(true);
  writeFileSync(join(sys, 'devices/zram0/backing_dev'), '/dev/sda4\n');
  expect(isInMemory('/dev/zram0', sys)).toBe(false);
  expect(isInMemory('/dev/sda2', sys)).toBe(false);
});
