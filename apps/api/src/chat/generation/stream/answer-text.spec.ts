import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerText, cursorOf } from './answer-text.js';

describe('AnswerText', () => {
  it('gives every reader the same text however it was cut and wherever they come back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat(30)), (pieces, cuts) => {
        const answer = new AnswerText();
        const seen: string[] = [];
        let cursor = 0;
        const whole = pieces.join('');
        let at = 0;
        for (const size of [...cuts, whole.length]) {
          answer.append(whole.slice(at, (at += size)));
          seen.push(answer.since(cursor));
          cursor = answer.length;
        }
        answer.close();
        seen.push(answer.since(cursor));
        expect(seen.join('')).toBe(whole.toWellFormed());
        expect(seen.every((part) => part.isWellFormed())).toBe(true);
      }),
    );
  });

  it('waits for the other half of a character', () => {
    const answer = new AnswerText();
    answer.append('a\ud83d');
    expect(answer.text).toBe('a');
    answer.append('\ude00');
    expect(answer.text).toBe('a😀');
  });

  it('replaces half a character that never became whole', () => {
    const answer = new AnswerText();
    answer.append('a\ud83d');
    answer.close();
    expect(answer.text).toBe('a\ufffd');
  });

  it('goes on from what was there', () => {
    const answer = new AnswerText('So far');
    answer.append(' so good');
    expect([answer.text, answer.since(6), answer.since(99)]).toEqual(['So far so good', ' so good', '']);
  });
});

it.each([
  ['12', 12],
  ['0', 0],
  [undefined, 0],
  ['-1', 0],
  ['1e3', 0],
  ['99999999999', 0],
  ['', 0],
])('reads the cursor %j as %i', (sent, cursor) => expect(cursorOf(sent)).toBe(cursor));
