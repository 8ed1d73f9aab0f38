import { expect, it } from 'vitest';
import { nextStep, troubleInWords, type Held, type Said, type Step } from './knowledge-file.rules.js';

const text = (hash: string): Held => ({ kind: 'text', hash });
const nothing: Held = { kind: 'nothing' };

it.each<[string, Said, Said | undefined, Held, Step]>([
  ['a first look at a file that is not there yet', 'a', undefined, nothing, 'take-in'],
  ['a first look at another version', 'b', undefined, text('a'), 'take-in'],
  ['a first look at the same', 'a', undefined, text('a'), 'leave'],
  ['no file at the first look', null, undefined, text('a'), 'remove'],
  ['no file and nothing held', null, undefined, nothing, 'leave'],
  ['a file that has changed', 'b', 'a', text('a'), 'take-in'],
  ['a file that has gone', null, 'a', text('a'), 'remove'],
  ['a file that says what it said, while another instance took in another', 'a', 'a', text('b'), 'differs'],
  ['a file that says what it said, while another instance removed it', 'a', 'a', nothing, 'differs'],
  ['no file still, while another instance has one', null, null, text('b'), 'differs'],
  ['several texts of an earlier version', 'a', undefined, { kind: 'several' }, 'take-in'],
])('%s', (_, said, before, held, step) => {
  expect(nextStep(said, before, held)).toBe(step);
});

it('says what is wrong, and which text answers', () => {
  expect(troubleInWords('not-text', true)).toBe(
    'The knowledge file is neither UTF-8 nor UTF-16 text; the text from before still answers',
  );
  expect(troubleInWords('too-large', false)).toContain('nothing of it answers yet');
  expect(troubleInWords('differs', true)).toContain('the one that was changed last answers');
});
