import { inclusionPath, signedAt, stretchWords } from './inclusion-path.rules.js';

const short = (index: number, size: number) =>
  inclusionPath(index, size).map(({ neighbour, side }) => `${side} ${String(neighbour.from)}-${String(neighbour.to)}`);

describe('the path of an event', () => {
  // The example tree of RFC 6962, section 2.1.3, has seven leaves.
  it.each([
    [0, ['right 1-2', 'right 2-4', 'right 4-7']],
    [3, ['left 2-3', 'left 0-2', 'right 4-7']],
    [4, ['right 5-6', 'right 6-7', 'left 0-4']],
    [6, ['left 4-6', 'left 0-4']],
  ])('of leaf %i in seven', (index, path) => {
    expect(short(index, 7)).toEqual(path);
  });

  it('is empty in a log of one', () => {
    expect(inclusionPath(0, 1)).toEqual([]);
  });

  it('ends with the whole log', () => {
    expect(inclusionPath(123_456, 1_000_000).at(-1)?.together).toEqual({ from: 0, to: 1_000_000 });
  });

  it.each([
    [{ from: 4, to: 5 }, 'event 5'],
    [{ from: 0, to: 1024 }, 'events 1 to 1,024'],
  ])('names %o as people count', (stretch, words) => {
    expect(stretchWords(stretch)).toBe(words);
  });

  it('knows when a checkpoint was signed', () => {
    expect(signedAt('log\n7\nabc=\ntime 2026-11-21T14:03:00.000Z\nbatch 1 1 c\n\n— log sig\n')).toBe('2026-11-21T14:03:00.000Z');
    expect(signedAt('log\n7\nabc=\n')).toBeNull();
  });
});
