import { expect, test } from 'vitest';
import {
  bitLockerVerdict,
  fileVaultVerdict,
  isMarkedEncrypted,
  manageBdeVerdict,
  volumeVerdict,
  zfsVerdict,
  zpoolDevices,
} from './commands.rules.js';

const said = (output: string, status: number | null = 0) => ({ status, output });
const plist = (answer: string) => said(`<dict>\n<key>Encryption</key>\n<true/>\n<key>FileVault</key>\n<${answer}/>\n</dict>`);

test.each([
  ['ZFS with a key', zfsVerdict(said('aes-256-gcm\n')), 'encrypted'],
  ['ZFS without', zfsVerdict(said('off\n')), 'plain'],
  ['ZFS that does not answer', zfsVerdict(said('', 1)), 'unknown'],
  ['ZFS before 0.8, which knows no such property', zfsVerdict(said('-\n')), 'unknown'],
  ['FileVault on', fileVaultVerdict(said('true', 0)), 'encrypted'],
  ['FileVault off', fileVaultVerdict(said('false', 1)), 'plain'],
  ['no fdesetup', fileVaultVerdict(said('', null)), 'unknown'],
  ['another volume with a password', volumeVerdict(plist('true')), 'encrypted'],
  ['another volume that only the chip encrypts', volumeVerdict(plist('false')), 'plain'],
  ['another volume of which nothing is said', volumeVerdict(said('<dict/>')), 'unknown'],
  ['BitLocker on, asked by an administrator', manageBdeVerdict(said('', 0)), 'encrypted'],
  ['BitLocker off, or asked by somebody else', manageBdeVerdict(said('', 1)), 'unknown'],
  ['BitLocker on', bitLockerVerdict(said('1\r\n')), 'encrypted'],
  ['BitLocker off', bitLockerVerdict(said('2\r\n')), 'plain'],
  ['BitLocker suspended', bitLockerVerdict(said('5\r\n')), 'plain'],
  ['a drive without BitLocker', bitLockerVerdict(said('\r\n')), 'unknown'],
])('%s', (_name, verdict, expected) => {
  expect(verdict).toBe(expected);
});

test.each([
  ['-----E--------e------- /srv/data\n', 0, true],
  ['--------------e------- /srv/Encrypted\n', 0, false],
  ['-----E--------e------- /srv/data\n', 1, false],
  ['', null, false],
])('%j marks fscrypt', (output, status, isMarked) => {
  expect(isMarkedEncrypted({ output, status })).toBe(isMarked);
});

test('the devices of a pool, through its mirrors', () => {
  const pool = 'tank\t10G\t1G\n\tmirror-0\t10G\n\t\t/dev/dm-0\t-\n\t\t/dev/sdb1\t-\nlogs\t-\n\t/dev/sdc\t1G\n';
  expect(zpoolDevices(said(pool))).toEqual(['/dev/dm-0', '/dev/sdb1', '/dev/sdc']);
  expect(zpoolDevices(said('', 1))).toBeNull();
});
