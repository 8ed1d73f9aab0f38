import type { Provenance } from '#contracts/rag.js';
import {
  removalNear,
  cureWords,
  extractHeading,
  failureWords,
  lockWords,
  noticesOf,
  placeWords,
  whereItRan,
  withoutOpening,
} from './provenance-words.rules.js';

const provenance: Provenance = {
  provider: 'extractive',
  model: null,
  digest: null,
  parameters: {},
  promptVersion: '1',
  passages: [],
  notices: ['no-model'],
};

describe('where an answer comes from', () => {
  it.each([
    [['no-model'], 'Extract from your documents (no language model connected)'],
    [['model-unavailable', 'no-model'], 'Extract from your documents (the language model did not answer)'],
    [['no-model', 'weak-match'], 'Related passages that may not answer your question (no language model connected)'],
    [['no-model', 'not-found'], null],
  ])('heads an answer that no model wrote: %j', (notices, heading) => {
    expect(extractHeading({ ...provenance, notices })).toBe(heading);
  });

  it('heads no answer of a model', () => {
    expect(extractHeading({ ...provenance, provider: 'ollama' })).toBeNull();
    expect(extractHeading(null)).toBeNull();
  });

  it('does not say twice what the heading says', () => {
    expect(withoutOpening('Extract from your documents (no language model configured):\n\n> Seven.', 'Extract')).toBe('> Seven.');
    expect(withoutOpening('Note:\n\nSeven.', 'Extract')).toBe('Note:\n\nSeven.');
    expect(withoutOpening('Extract:\n\n> Seven.', null)).toBe('Extract:\n\n> Seven.');
  });

  it('says under the composer what is used and kept', () => {
    const model = { name: 'llama3.2:3b', provider: 'ollama' };
    expect(lockWords({ ...model, place: 'this-host' }, 90)).toBe('llama3.2:3b on this server · kept 90 days · encrypted');
    expect(lockWords({ ...model, place: 'organisation' }, 90)).toContain('llama3.2:3b in your organisation · ');
    expect(lockWords({ ...model, place: 'outside' }, 90)).toContain('llama3.2:3b counted as outside your organisation · ');
    expect(lockWords(null, null)).toBe('Quoted from your documents, no model · kept until you delete it · encrypted');
  });

  it('says where the model ran, as far as that was kept', () => {
    expect(whereItRan({ ...provenance, provider: 'openai', place: 'outside' })).toBe('Counted as outside your organisation');
    expect(whereItRan({ ...provenance, provider: 'ollama' })).toBeNull();
    expect(whereItRan({ ...provenance, place: 'this-host' })).toBeNull();
  });

  it('names the place of a quote without what the document lacks', () => {
    expect(placeWords({ title: 'Handbook', heading: '4.2 Storage', page: 12 })).toBe('Handbook, 4.2 Storage, p. 12');
    expect(placeWords({ title: 'Handbook', heading: 'Handbook', page: null })).toBe('Handbook');
  });

  it('has words for the notices that a reader needs, and none for those that are said already', () => {
    const notices = ['weak-match', 'history-cut', 'something-new'];

    expect(noticesOf({ ...provenance, provider: 'ollama', notices })).toHaveLength(2);
    expect(noticesOf({ ...provenance, notices })).toEqual([expect.stringContaining('its beginning was left out')]);
    expect(noticesOf(null)).toEqual([]);
  });

  it('tells an administrator what to do, where something can be done', () => {
    expect(cureWords('model-out-of-memory')).toContain('smaller model');
    expect([cureWords('model-busy'), cureWords(null)]).toEqual(['', '']);
  });

  it('always says that the question is kept', () => {
    for (const code of ['model-busy', 'model-unreachable', 'model-timeout', 'anything', null])
      expect(failureWords(code)).toContain('question is kept');
  });
});

it.each(['model-failed', 'model-not-found', 'model-out-of-memory', 'model-refused', 'answer-malformed', 'answer-cut'])(
  'the reason %s has words of its own',
  (code) => {
    expect(failureWords(code)).not.toBe(failureWords(null));
  },
);

describe('the removal of a conversation', () => {
  const now = new Date('2026-11-29T00:00:00Z');

  it.each([
    ['2026-09-01T00:00:00Z', 90, '2026-11-30T00:00:00.000Z'],
    ['2026-11-28T00:00:00Z', 90, null],
    ['2026-11-28T00:00:00Z', 2, null],
    ['2026-11-27T12:00:00Z', 2, '2026-11-29T12:00:00.000Z'],
    ['2026-09-01T00:00:00Z', null, null],
    [undefined, 90, null],
  ])('after a last message at %s, kept %s days, is near: %s', (last, days, at) => {
    expect(removalNear(last, days, now)?.toISOString() ?? null).toBe(at);
  });

  it('is said where it is near', () => {
    expect(lockWords(null, 90, new Date('2026-12-03T12:00:00Z'))).toMatch(/removed on .*3.* unless you write again/);
  });
});
