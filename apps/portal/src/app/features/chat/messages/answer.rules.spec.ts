import { afterEvent, progressAfter, progressWords, sending, timeWords } from './answer.rules.js';
import { anAnswer } from '../testing.js';

const delta = (text: string) => ({ event: 'delta', data: { text } }) as const;
const problem = { type: 'about:blank', title: '', status: 503, code: 'model-busy', detail: '', requestId: '' };

describe('a growing answer', () => {
  const answer = anAnswer('q', { content: 'Seven daily' });

  it('grows by each delta', () => {
    expect(afterEvent(answer, delta(' copies'), 18).content).toBe('Seven daily copies');
  });

  it.each([
    ['seen before', 'daily', 11],
    ['overlapping', 'daily copies', 18],
  ])('takes nothing twice after a new connection: %s', (_name, text, cursor) => {
    expect(afterEvent(answer, delta(text), cursor).content).toBe('Seven daily copies'.slice(0, cursor));
  });

  it('grows without a cursor too', () => {
    expect(afterEvent(answer, delta(' copies'), null).content).toBe('Seven daily copies');
  });

  it('ends as the API says', () => {
    const message = { ...answer, content: 'All.', status: 'completed' } as const;
    const usage = { promptTokens: 1, answerTokens: 1, durationMs: 1 };

    expect(afterEvent(answer, { event: 'done', data: { status: 'completed', usage, message } }, 4)).toEqual(message);
  });

  it('keeps its text after an error, and can then be continued', () => {
    expect(afterEvent(answer, { event: 'error', data: problem }, null)).toMatchObject({
      status: 'interrupted',
      content: 'Seven daily',
    });
  });

  it('has failed if no word had come', () => {
    expect(afterEvent(anAnswer('q'), { event: 'error', data: problem }, null)).toMatchObject({
      status: 'failed',
      errorCode: 'model-busy',
    });
  });
});

describe('how far an answer is', () => {
  const status = (data: object) => ({ event: 'status', data }) as Parameters<typeof progressAfter>[1];

  it('follows the events', () => {
    const queued = progressAfter(sending, { event: 'queued', data: { position: 3 } }, 1_000);
    const searching = progressAfter(queued, status({ phase: 'searching' }), 2_000);
    const reading = progressAfter(searching, status({ phase: 'reading', model: 'llama3.2', passages: 3 }), 3_000);
    const loading = progressAfter(reading, status({ phase: 'loading-model' }), 4_000);
    const writing = progressAfter(loading, delta('a'), 5_000);

    expect([queued, searching, reading, loading, writing].map(progressWords)).toEqual([
      'Waiting for the model; 2 ahead of you',
      'Searching your documents',
      'llama3.2 is reading 3 passages',
      'llama3.2 is loading; the first answer takes a little longer',
      '',
    ]);
  });

  it('counts the seconds from when the API says that it began', () => {
    const reading = progressAfter(sending, status({ phase: 'reading', model: 'llama3.2', passages: 1, forMs: 6_000 }), 10_000);
    expect(progressWords(reading)).toBe('llama3.2 is reading 1 passage');
    expect(timeWords(reading, 12_500)).toBe('8 s');
    expect(timeWords(progressAfter(sending, status({ phase: 'reading' }), 10_000), 10_900)).toBe('');
  });

  it('says what a model without passages has to read', () => {
    expect(progressWords(progressAfter(sending, status({ phase: 'reading', model: 'qwen', passages: 0 }), 0))).toBe(
      'qwen is reading your question',
    );
  });

  it('says first of all when the connection is lost', () => {
    expect(progressWords({ ...sending, connected: false })).toContain('Connection lost');
  });
});
