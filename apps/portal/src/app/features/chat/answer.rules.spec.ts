import { afterEvent, progressAfter, progressWords, sending } from './answer.rules.js';
import { anAnswer } from './testing.js';

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
  it('follows the events', () => {
    const queued = progressAfter(sending, { event: 'queued', data: { position: 3 } });
    const loading = progressAfter(queued, { event: 'status', data: { phase: 'loading-model' } });
    const writing = progressAfter(loading, delta('a'));

    expect([queued, loading, writing].map(progressWords)).toEqual([
      'Waiting for the model; 2 before you',
      'The model is loading. The first answer takes a little longer…',
      '',
    ]);
  });

  it('says first of all when the connection is lost', () => {
    expect(progressWords({ ...sending, connected: false })).toContain('connection was lost');
  });
});
