import { inPlace, surroundings } from './passage.rules.js';

const passage = { text: 'Backups run nightly. Seven are kept. Older go.', start: 100 };

describe('a passage cut at its quote', () => {
  it('counts from the start of the document', () => {
    expect(inPlace(passage, { start: 121, end: 136, verdict: 'verified' })).toEqual({
      before: 'Backups run nightly. ',
      quote: 'Seven are kept.',
      after: ' Older go.',
    });
  });

  it.each([
    ['an unverified quote', { start: 121, end: 136, verdict: 'unverified' }],
    ['a place before the passage', { start: 90, end: 110, verdict: 'verified' }],
    ['a place behind it', { start: 140, end: 300, verdict: 'verified' }],
    ['an empty place', { start: 121, end: 121, verdict: 'verified' }],
  ] as const)('marks nothing for %s', (_name, citation) => {
    expect(inPlace(passage, citation)).toEqual({ before: passage.text, quote: '', after: '' });
  });
});

describe('the text around a passage', () => {
  it('is read without the marks of headings and without gaps', () => {
    expect(surroundings({ before: '# Guide\n\n## Backups\n\n', after: '\n\n\n\n## Keys\n\nA key.', start: 21 })).toEqual({
      before: 'Guide\n\nBackups',
      after: 'Keys\n\nA key.',
    });
  });

  it('says where something was left out before it', () => {
    expect(surroundings({ before: 'of the text.', after: '', start: 400 })).toEqual({ before: '… of the text.', after: '' });
    expect(surroundings({ before: '', after: '', start: 400 })).toEqual({ before: '', after: '' });
  });
});
