import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ThinkingSplitter } from './thinking-splitter.js';

function said(pieces: readonly string[]): { thinking: string; answer: string } {
  const splitter = new ThinkingSplitter();
  const events = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
  const textOf = (type: string) => events.map((event) => (event.type === type && 'text' in event ? event.text : '')).join('');
  return { thinking: textOf('thinking'), answer: textOf('token') };
}

describe('thoughts within an answer', () => {
  it.each([
    ['<think>Hm.</think>\n\nSeven.', 'Hm.', 'Seven.'],
    ['\n<thinking>a < b</think> c</thinking>Seven.', 'a < b</think> c', 'Seven.'],
    ['<think></think>Seven.', '', 'Seven.'],
    ['<think>never done', 'never done', ''],
    ['Write <think> and </think> around it.', '', 'Write <think> and </think> around it.'],
    ['<thinker> is a name', '', '<thinker> is a name'],
    ['<thi', '', '<thi'],
    ['  Seven', '', '  Seven'],
    ['', '', ''],
  ])('%j', (text, thinking, answer) => expect(said([text])).toEqual({ thinking, answer }));

  it('are the same however the text is cut', () => {
    const parts = fc.array(fc.constantFrom('<think>', '</think>', '<thinking>', '</thinking>', '<', 'th', ' ', '\n', 'a'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(parts, (pieces) => {
        const text = pieces.join('');
        expect(said([...text])).toEqual(said([text]));
        expect(said(pieces)).toEqual(said([text]));
      }),
    );
  });
});
