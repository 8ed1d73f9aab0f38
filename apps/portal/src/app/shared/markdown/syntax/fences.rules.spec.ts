import { fileNameFor, isClosed } from './fences.rules.js';

describe('a fence around code', () => {
  it.each([
    ['```mermaid\ngraph TD\n```', true],
    ['```mermaid\ngraph TD\n```\n', true],
    ['~~~~\nx\n~~~~~', true],
    ['```mermaid\ngraph TD', false],
    ['```mermaid\n', false],
    ['```', false],
    ['````\nx\n```', false],
    ['```\nx\n~~~', false],
    ['    indented', false],
  ])('%j is closed: %s', (raw, closed) => {
    expect(isClosed(raw)).toBe(closed);
  });

  it('names a file by the language, and as text where the language is not known', () => {
    expect(fileNameFor('Python')).toBe('code.py');
    expect(fileNameFor('exe')).toBe('code.txt');
    expect(fileNameFor('../../x')).toBe('code.txt');
    expect(fileNameFor('')).toBe('code.txt');
  });
});
