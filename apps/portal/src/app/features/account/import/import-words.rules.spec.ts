import { leftOut, reportOf, reportWords, sendingWords, stateWords } from './import-words.rules.js';

const report = { source: 'chatgpt', conversations: 1, messages: 1200, skipped: [] } as const;

describe('an import in words', () => {
  it('says what came, and from where', () => {
    expect(reportWords({ ...report, skipped: [] })).toBe('From ChatGPT: 1 conversation with 1,200 messages imported.');
    expect(reportWords({ ...report, conversations: 0, messages: 0, skipped: [] })).toBe('From ChatGPT: nothing new.');
  });

  it('groups what was left out by its reason, the most frequent one first', () => {
    const skipped = [
      { path: 'conversations[0]', reason: 'without-messages' },
      { path: 'conversations[1]', reason: 'already-here' },
      { path: 'conversations[2]', reason: 'already-here' },
      { path: 'conversations[3]', reason: 'of-tomorrow' },
    ];
    expect(leftOut({ skipped })).toEqual([
      { words: 'Already here', paths: ['conversations[1]', 'conversations[2]'] },
      { words: 'Conversations without messages', paths: ['conversations[0]'] },
      { words: 'of-tomorrow', paths: ['conversations[3]'] },
    ]);
  });

  it('reads a report only where there is one', () => {
    expect(reportOf({ result: { ...report, skipped: [] } })?.messages).toBe(1200);
    expect(reportOf({ result: null })).toBeNull();
    expect(reportOf({ result: { source: 'elsewhere' } })).toBeNull();
  });

  it('says how far it is and how it ended', () => {
    const job = { state: 'running', progress: { done: 3, total: 12, unit: 'conversations' }, problem: null } as const;
    expect(stateWords(job)).toBe('Importing, 3 of 12 conversations');
    expect(stateWords({ ...job, progress: null })).toBe('Importing');
    expect(stateWords({ ...job, state: 'cancelled' })).toMatch(/^Cancelled/);
    const problem = { type: '', title: '', status: 500, code: 'x', detail: 'No room.' };
    expect(stateWords({ ...job, state: 'failed', problem })).toBe('No room.');
  });

  it('says when the file has left', () => {
    expect([sendingWords(1, 3), sendingWords(3, 3)]).toEqual(['Uploading, 33 %', 'Reading the file']);
  });
});
