import { describe, expect, test } from 'vitest';
import { forbidsSwap, groupDirectories, mountOf, mountsWithin, parseMounts, parseSwaps } from './mounts.rules.js';

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

test('other disks within a directory are found, and none beside it', () => {
  expect(mountsWithin('/srv', parseMounts(mountInfo)).map(({ mountPoint }) => mountPoint)).toEqual([
    '/srv/chat man',
    '/srv/two',
    '/srv/two',
  ]);
  expect(mountsWithin('/sr', parseMounts(mountInfo))).toEqual([]);
});

describe('swap', () => {
  test('is read with its kind', () => {
    const swaps = 'Filename\tType\tSize\tUsed\tPriority\n/dev/dm-1 partition 1 0 -2\n/swap\\040file file 1 0 -3\n';
    expect(parseSwaps(swaps)).toEqual([
      { path: '/dev/dm-1', kind: 'partition' },
      { path: '/swap file', kind: 'file' },
    ]);
  });

  test.each([
    ['no group limits it', ['max', ''], false],
    ['an upper group forbids it', ['max', '0\n'], true],
    ['no groups', [], false],
  ])('%s', (_name, limits, forbidden) => {
    expect(forbidsSwap(limits)).toBe(forbidden);
  });

  test.each([
    ['0::/system.slice/chatman.service\n', ['/system.slice/chatman.service', '/system.slice', '/']],
    ['0::/\n', ['/']],
    ['3:cpu:/x\n0::/../y\n', ['/y', '/']],
    ['3:cpu:/x\n', []],
  ])('the groups of %j', (cgroup, directories) => {
    expect(groupDirectories(cgroup)).toEqual(directories);
  });
});
