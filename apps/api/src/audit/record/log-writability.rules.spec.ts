import { describe, expect, it } from 'vitest';
import { causeOf } from './log-writability.rules.js';

describe('why an event could not be written', () => {
  it.each([
    ['42501', /not allowed to insert/],
    ['23514', /no partition/],
    ['53100', /disk .* full/],
    ['53300', /no resources/],
    ['25006', /read-only/],
    ['XX000', /refused/],
    [null, /connection/],
  ])('of the state %s in words', (state, words) => {
    expect(causeOf(state)).toMatch(words);
  });
});
