import type { Provenance } from '#contracts/rag.js';
import { extractHeading, failureWords, lockWords, noticeWords, placeWords } from './provenance-words.rules.js';

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
  it('heads an answer that no model wrote', () => {
    expect(extractHeading(provenance)).toBe('Extract from your documents (no language model connected)');
    expect(extractHeading({ ...provenance, notices: ['model-unavailable'] })).toBe(
      'Extract from your documents (the language model did not answer)',
    );
    expect(extractHeading({ ...provenance, provider: 'ollama' })).toBeNull();
    expect(extractHeading(null)).toBeNull();
  });

  it('says under the composer what is used and kept', () => {
    expect(lockWords({ name: 'llama3.2:3b', provider: 'ollama' }, 90)).toBe('llama3.2:3b on this server · kept 90 days · sealed');
    expect(lockWords(null, null)).toBe('Quoted from your documents, no model · kept until you delete it · sealed');
  });

  it('names the place of a quote without what the document lacks', () => {
    expect(placeWords({ title: 'Handbook', heading: '4.2 Storage', page: 12 })).toBe('Handbook, 4.2 Storage, p. 12');
    expect(placeWords({ title: 'Handbook', heading: 'Handbook', page: null })).toBe('Handbook');
  });

  it('has words for the notices that a reader needs, and none for the others', () => {
    expect(noticeWords('weak-match')).toContain('loosely');
    expect(noticeWords('something-new')).toBe('');
  });

  it('always says that the question is kept', () => {
    for (const code of ['model-busy', 'model-unreachable', 'model-timeout', 'anything', null])
      expect(failureWords(code)).toContain('question is kept');
  });
});
