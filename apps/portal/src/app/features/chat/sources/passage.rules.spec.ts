import { inPlace, surroundings } from './passage.rules.js';

const passage = { text: 'Backups run nightly. Seven are kept. Older go.', start: 100 };

describe('a passage with its quote', () => {
  it('counts from the start of the document', () => {
    expect(inPlace(passage, { start: 121, end: 136, verdict: 'verified' })).toEqual({
      text: passage.text,
      quote: { markdown: 'Seven are kept.', share: 21 / passage.text.length },
    });
  });

  it.each([
    ['an unverified quote', { start: 121, end: 136, verdict: 'unverified' }],
    ['a place before the passage', { start: 90, end: 110, verdict: 'verified' }],
    ['a place behind it', { start: 140, end: 300, verdict: 'verified' }],
    ['an empty place', { start: 121, end: 121, verdict: 'verified' }],
  ] as const)('marks nothing for %s', (_name, citation) => {
    expect(inPlace(passage, citation)).toEqual({ text: passage.text, quote: null });
  });
});

describe('the text around a passage', () => {
  it('keeps its markup and has no gaps', () => {
    expect(surroundings({ before: '# Guide\n\n## Backups\n\n', after: '\n\n\n\n## Keys\n\nA key.', start: 21 })).toEqual({
      before: '# Guide\n\n## Backups',
      after: '## Keys\n\nA key.',
    });
  });

  it('says where something was left out before it', () => {
    expect(surroundings({ before: 'of the text.', after: '', start: 400 })).toEqual({ before: '… of the text.', after: '' });
    expect(surroundings({ before: '', after: '', start: 400 })).toEqual({ before: '', after: '' });
  });
});
