import type { BackupTestRestore } from '#contracts/backup/backup.js';
import { restoreChecks, restoreVerdict, verificationVerdict, worstFirst } from './backup-results.rules.js';

const sound: BackupTestRestore = {
  success: true,
  durationMs: 12_300,
  tables: [
    { name: 'auth.account', rows: 3, matches: true },
    { name: 'chat.message', rows: 40, matches: true },
  ],
  audit: { rootMatches: true },
  checks: [{ name: 'sample', passed: true, message: 'A sealed record was opened.' }],
};

it('says what a verification found', () => {
  const good = { name: 'note', passed: true, message: 'The manifest is signed.' };
  expect(verificationVerdict({ valid: true, checks: [good] })).toMatchObject({ kind: 'good' });
  const bad = verificationVerdict({ valid: false, checks: [good, { ...good, passed: false }] });
  expect(bad.kind).toBe('bad');
  expect(bad.words).toContain('1 check failed');
  expect(bad.words).toContain('Nothing in Chat Man was changed');
});

it('says that everything came back, and how long it took', () => {
  expect(restoreVerdict(sound)).toEqual({
    kind: 'good',
    words: 'Restored in 12.3 seconds into a separate database, compared, and discarded: all 2 tables match.',
  });
});

it('says that not everything came back, what is safe and what to do', () => {
  const { kind, words } = restoreVerdict({ ...sound, success: false });
  expect(kind).toBe('bad');
  expect(words).toMatch(/didn’t restore to what was backed up\. Nothing in Chat Man was changed\. Create a new backup/);
});

it('shows the root of the audit log among the checks, once', () => {
  expect(restoreChecks(sound).map(({ name, passed }) => `${name} ${String(passed)}`)).toEqual(['audit-root true', 'sample true']);
  expect(restoreChecks({ ...sound, audit: { rootMatches: false } })[0]).toMatchObject({ name: 'audit-root', passed: false });
  const told = { name: 'audit-root', passed: true, message: 'The audit log has the root hash given in the manifest.' };
  expect(restoreChecks({ ...sound, checks: [told] })).toEqual([told]);
});

it('puts what differs first', () => {
  const [first, second] = sound.tables;
  expect(worstFirst([first!, { ...second!, matches: false }]).map(({ name }) => name)).toEqual(['chat.message', 'auth.account']);
});
