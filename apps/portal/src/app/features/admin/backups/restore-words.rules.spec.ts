import { describe, expect, it } from 'vitest';
import type { Restore } from '#contracts/backup/restore.js';
import { restoreWords } from './restore-words.rules.js';

const id = '01935000-0000-7000-8000-0000000000b1';
const mara = { id, username: 'mara', displayName: 'mara' };
const finished: Restore = {
  ...{
    id,
    backupId: id,
    state: 'finished',
    phase: 'starting',
    done: 0,
    total: 0,
    requestedBy: mara,
    approvedBy: null,
    failure: null,
  },
  ...{ backupAt: '2026-11-29T04:00:00.000Z', startedAt: '2026-11-29T05:00:00.000Z', endedAt: '2026-11-29T05:01:00.000Z' },
  ...{ kept: 'chatman_before_20261129', broughtUpToDate: { holds: 1, accounts: 0, tokens: 2, approvals: 1 } },
};

describe('what came of a restore', () => {
  it('is what was brought up to date, what ended, and where the database of before is', () => {
    expect(restoreWords(finished)).toEqual({
      kind: 'good',
      heading: 'The backup was restored',
      lines: [
        'Brought up to date: 1 legal hold, the state of 0 accounts.',
        'Ended: all sessions, 2 API tokens, 1 pending approval.',
        'The previous database is kept on the server as chatman_before_20261129.',
      ],
    });
  });

  it('is why it failed, and that nothing was lost by it', () => {
    const { kind, lines } = restoreWords({ ...finished, state: 'failed', failure: 'It was altered. Nothing was changed.' });
    expect([kind, lines[0]]).toEqual(['bad', 'It was altered. Nothing was changed.']);
  });

  it('says what has to be entered again where the keyring copy could not tell', () => {
    expect(restoreWords({ ...finished, broughtUpToDate: null }).lines[0]).toMatch(/have to be entered again/);
  });
});
