import { kindOf, reportOf } from './diagram.rules.js';

describe('what the frame of a diagram says', () => {
  it('is a size and the words of the drawing, and nothing else', () => {
    expect(reportOf({ width: 300, height: 200, words: 'A, B', html: '<b>' })).toEqual({ width: 300, height: 200, words: 'A, B' });
    expect(reportOf({ width: 300, height: 200, words: 'x'.repeat(9000) })?.words).toHaveLength(2000);
  });

  it.each([null, 'drawn', { failed: true }, { width: 1e9, height: 1, words: '' }, { width: Number.NaN, height: 1, words: '' }])(
    'is no report: %j',
    (said) => {
      expect(reportOf(said)).toBeNull();
    },
  );

  it('names the kind of a diagram', () => {
    expect(kindOf('%% a comment\n---\ntitle: x\n---\n')).toBe('Diagram');
    expect(kindOf('\n  flowchart LR\n')).toBe('Flowchart');
    expect(kindOf('sequenceDiagram\n A->>B: hi')).toBe('Sequence diagram');
  });
});
