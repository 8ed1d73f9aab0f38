import { describe, expect, it } from 'vitest';
import { isSpelled, Vocabulary } from './spelling.js';

const vocabulary = new Vocabulary([
  ['retention', 'backup', 'restore', 'patient', 'ward'],
  ['retention', 'backups', 'station', 'sicherungen', 'резервные'],
]);

describe('the nearest word', () => {
  it.each([
    ['a letter too few', 'bakup', ['backup']],
    ['a letter too many', 'backkup', ['backup']],
    ['another letter', 'bockup', ['backup']],
    ['two letters swapped', 'retentoin', ['retention']],
    ['two edits in a long word', 'sichrungn', ['sicherungen']],
    ['another script', 'резевные', ['резервные']],
    ['too short to say', 'wrd', []],
    ['too far', 'xylophone', []],
    ['digits', 'backu9', []],
  ])('of one with %s', (_, typed, expected) => {
    expect(vocabulary.nearest(typed)).toEqual(expected);
  });

  it('comes first if more documents hold it', () => {
    const words = new Vocabulary([['brand'], ['grand'], ['grand']]);
    expect(words.nearest('xrand')).toEqual(['grand', 'brand']);
  });

  it('is never an unspaced run or a number', () => {
    expect(['备份', '2026', 'a', 'backup'].filter(isSpelled)).toEqual(['backup']);
  });
});
