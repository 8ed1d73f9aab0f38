import { describe, expect, it } from 'vitest';
import { csvEnd, csvLine } from './log-export.rules.js';

describe('a line of CSV', () => {
  it('quotes commas, quotes and line breaks', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', null, 7])).toBe('a,"b,c","d""e","f\ng",,7\r\n');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1'])('defuses the formula %j', (formula) => {
    expect(csvLine([formula])).toMatch(/^"'/);
  });

  it('leaves numbers alone', () => {
    expect(csvLine([-5, 12])).toBe('-5,12\r\n');
  });

  it('ends with a count', () => {
    expect(csvEnd(3)).toBe('# end,3\r\n');
  });
});
