import type { BackupTestRestore } from '#contracts/backup.js';
import { restoreVerdict, verificationVerdict, worstFirst } from './backup-results.rules.js';

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
    words: 'Restored in 12.3 seconds to a database of its own, compared, and thrown away: all 2 tables match.',
  });
});

it.each<[Partial<BackupTestRestore>, string]>([
  [{ tables: [{ name: 'chat.message', rows: 39, matches: false }] }, ': 1 table differs. Nothing'],
  [{ audit: { rootMatches: false } }, ': the audit log has another root. Nothing'],
  [{ checks: [{ name: 'sample', passed: false, message: 'No.' }] }, ': 1 check failed. Nothing'],
  [{}, 'as it was made. Nothing'],
])('says what did not come back: %o', (change, words) => {
  const verdict = restoreVerdict({ ...sound, ...change, success: false });
  expect(verdict.kind).toBe('bad');
  expect(verdict.words).toContain(words);
});

it('puts what differs first', () => {
  const [first, second] = sound.tables;
  expect(worstFirst([first!, { ...second!, matches: false }]).map(({ name }) => name)).toEqual(['chat.message', 'auth.account']);
});
