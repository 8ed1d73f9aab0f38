import { describe, expect, it } from 'vitest';
import { StopSequences } from './stop-sequences.js';

function shown(sequences: readonly string[], pieces: readonly string[]): { readonly text: string; readonly isReached: boolean } {
  const stops = new StopSequences(sequences);
  const text = pieces.map((piece) => stops.push(piece)).join('') + stops.end();
  return { text, isReached: stops.isReached };
}

describe('stop sequences', () => {
  it.each([
    [['END'], ['one two'], 'one two', false],
    [['END'], ['one END two'], 'one ', true],
    [['END'], ['one E', 'N', 'D two', ' three'], 'one ', true],
    [['END'], ['one E', 'N', 'ough'], 'one ENough', false],
    [['END'], ['one EN'], 'one EN', false],
    [['b', 'ab'], ['xab'], 'x', true],
    [['aab'], ['a', 'a', 'a', 'b'], 'a', true],
    [[], ['one', ' two'], 'one two', false],
  ])('%o of %o show "%s"', (sequences, pieces, text, isReached) => {
    expect(shown(sequences, pieces)).toEqual({ text, isReached });
  });

  it('hold nothing back that no sequence begins with', () => {
    expect(new StopSequences(['\n\n']).push('a word')).toBe('a word');
  });
});
