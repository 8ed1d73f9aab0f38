import { BackupFailure, type Backup } from '#contracts/backup/backup.js';
import {
  backupHealth,
  backupMark,
  backupName,
  checkWords,
  deleteQuestion,
  endWords,
  failureWords,
  makerWords,
  progressWords,
  sizeWords,
  tookWords,
} from './backup-words.rules.js';

const at = '2026-11-22T03:00:00.000Z';
const backup: Backup = {
  id: '01935000-0000-7000-8000-000000000001',
  label: null,
  state: 'finished',
  failure: null,
  createdAt: at,
  finishedAt: at,
  bytes: 1_234_567,
  rows: 10,
  tables: 41,
  tablesInAll: 41,
  madeBy: { kind: 'schedule', person: null },
  verified: null,
  tested: null,
  copied: null,
  checkpointSize: 1000,
  isNewestVerified: false,
};

it.each<[string, Partial<Backup>, string]>([
  ['being made', { state: 'running' }, 'In progress'],
  ['failed', { state: 'failed', failure: 'disk-full' }, 'Failed'],
  ['never looked at', {}, 'Not verified'],
  ['found sound', { verified: { at, valid: true } }, 'Verified'],
  [
    'found not sound, whatever a test said before',
    { verified: { at, valid: false }, tested: { at, success: true } },
    'Not valid',
  ],
  ['restored as a test', { verified: { at, valid: true }, tested: { at, success: true } }, 'Restore tested'],
  ['not restored as it was made', { verified: { at, valid: true }, tested: { at, success: false } }, 'Restore failed'],
])('a backup that was %s is marked so', (_name, change, words) => {
  expect(backupMark({ ...backup, ...change }).words).toBe(words);
});

it('calls a backup by its label, or by what made it', () => {
  const ada = { id: backup.id, username: 'ada', displayName: 'Ada Lindqvist' };
  expect([backupName(backup), makerWords(backup)]).toEqual(['Scheduled backup', 'Schedule']);
  const byAda: Backup = { ...backup, label: 'before the move', madeBy: { kind: 'person', person: ada } };
  expect([backupName(byAda), makerWords(byAda)]).toEqual(['before the move', 'Ada Lindqvist']);
  expect(makerWords({ ...backup, madeBy: { kind: 'person', person: null } })).toBe('A former user');
});

it('tells how one ended', () => {
  expect(endWords(backup)).toBe('Backup created.');
  expect(endWords({ ...backup, label: 'before the move', state: 'failed' })).toContain('Backup “before the move” failed');
});

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [12_350_000, '12.4 MB'],
  [345_600_000, '346 MB'],
  [7_100_000_000, '7.1 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes, 'en-GB')).toBe(words);
});

it.each([
  [80, '0.1 seconds'],
  [1000, '1 second'],
  [12_340, '12.3 seconds'],
  [61_000, '1 minute'],
  [600_000, '10 minutes'],
])('%i ms are %s', (ms, words) => {
  expect(tookWords(ms, 'en-GB')).toBe(words);
});

it('says how far one is, and nothing before that is known', () => {
  expect(progressWords({ ...backup, tables: 12 })).toBe('12 of 41 tables');
  expect(progressWords({ ...backup, tables: 0, tablesInAll: null })).toBe('Preparing');
});

it.each(BackupFailure.options)('says of “%s” what happened, what is safe and what to do', (failure) => {
  expect(failureWords(failure)).toMatch(
    /^[A-Z][^.]+\. Earlier backups are safe, and nothing in Chat Man was changed\. .*try again/i,
  );
});

describe('what Chat Man says of its backups', () => {
  it.each([[undefined], [{ status: 'pass' as const, message: 'Backup system operational' }]])('is no news: %o', (check) => {
    expect(backupHealth(check)).toBeNull();
  });

  it.each([
    [{ status: 'warn' as const, message: 'Backups are turned off' }, false],
    [{ status: 'fail' as const, message: 'Can’t write to the backup directory' }, false],
    [{ status: 'fail' as const, message: 'The backup disk is full' }, false],
    [{ status: 'warn' as const, message: 'A backup is overdue' }, true],
    [{ status: 'warn' as const, message: 'Something that this page does not know' }, true],
  ])('is told, with whether one can be made: %o', (check, canMake) => {
    const health = backupHealth(check);
    expect(health?.canMake).toBe(canMake);
    expect(health?.words).toMatch(/\.$/);
  });
});

it('says before a deletion what is lost, who agrees, and that nothing brings it back', () => {
  const { heading, consequences, undo } = deleteQuestion('yesterday at 03:00');
  expect(heading).toBe('Delete the backup from yesterday at 03:00?');
  expect(consequences.join(' ')).toContain('A second person must approve this');
  expect(undo).toContain('can’t be undone');
});

it('a check says how far it is, once that is known', () => {
  expect(checkWords('verify', null)).toBe('Reading the whole backup…');
  expect(checkWords('verify', { done: 2, total: 5, unit: 'bytes' }, 'en')).toBe('Reading the whole backup… 40%');
  expect(checkWords('test', { done: 9, total: 5, unit: 'tables' }, 'en')).toBe('Restoring into a separate database… 100%');
});
