import { describe, expect, it } from 'vitest';
import { fits, followsEnd } from './auto-scroll.rules.js';

/** A frame of 500 pixels. */
const at = (scrollTop: number, scrollHeight: number) => ({ scrollTop, scrollHeight, clientHeight: 500 });

describe('following the end of an answer', () => {
  it('goes on when the text has grown since the frame was scrolled to its end', () => {
    expect(followsEnd(true, 200, at(500, 1800))).toBe(true);
  });

  it('ends when the reader goes up', () => {
    expect(followsEnd(true, 500, at(380, 1000))).toBe(false);
  });

  it('is not ended by a small step up from the end', () => {
    expect(followsEnd(true, 500, at(450, 1000))).toBe(true);
  });

  it('does not begin again on the way down, only at the end', () => {
    expect(followsEnd(false, 100, at(300, 1000))).toBe(false);
    expect(followsEnd(false, 300, at(480, 1000))).toBe(true);
  });
});

it('takes what has become short enough for wholly in sight', () => {
  expect(fits({ scrollHeight: 400, clientHeight: 400 })).toBe(true);
  expect(fits({ scrollHeight: 900, clientHeight: 400 })).toBe(false);
});
