import { formulaAt, formulaBlockAt, formulaBlockStart, formulaStart } from './formulas.rules.js';

describe('formulas in a text', () => {
  it.each([
    ['$x$', 'x'],
    ['$E = mc^2$ follows', 'E = mc^2'],
    ['$2 x$', '2 x'],
    ['$\\$5$', '\\$5'],
    ['$\\text{a \\$ b}$', '\\text{a \\$ b}'],
    ['\\(a+b\\)', 'a+b'],
  ])('are within a line: %s', (source, tex) => {
    expect(formulaAt(source)).toMatchObject({ tex, display: false });
  });

  it.each([
    ['$$x^2$$', 'x^2'],
    ['\\[ \\frac{1}{2} \\]', '\\frac{1}{2}'],
    ['\\[ a \\\\[2pt] b = c \\]', 'a \\\\[2pt] b = c'],
  ])('have lines of their own: %s', (source, tex) => {
    expect(formulaAt(source)).toMatchObject({ tex, display: true });
  });

  it.each([
    '$5 and $10',
    '$5/$10',
    '$100k–$200k',
    '$5 to 10$',
    '$20 million, or 10$',
    '$HOME and $PATH',
    '$HOME/$USER',
    '$ x $',
    '$$',
    '$$$',
    '\\[1\\]',
    '\\[see the notes\\]',
    '\\()',
    '$x',
  ])('are none in %s', (source) => {
    expect(formulaAt(source)).toBeNull();
  });

  it('do not begin inside a word: US$5 and A$10', () => {
    expect(formulaStart('US$5 and A$10')).toBe(-1);
    expect(formulaStart('it is $x$')).toBe(6);
    expect(formulaStart('it is \\(x\\)')).toBe(6);
  });

  it('end a paragraph where they begin a line, but not where they have no end', () => {
    expect(formulaBlockStart('so\n$$\nx\n$$\nand')).toBe(3);
    expect(formulaBlockStart('so\n$$\nx\n')).toBe(-1);
    expect(formulaBlockAt('$$x$$ and more')).toBeNull();
    expect(formulaBlockAt('$$\nx\n\ny\n$$')).toBeNull();
  });

  it.each(['$'.repeat(100_000), '\\('.repeat(50_000), '\\['.repeat(50_000), '$a '.repeat(30_000), `$${'a'.repeat(90_000)}`])(
    'are looked for in time: %#',
    (source) => {
      const began = performance.now();
      for (let at = 0; at < 2000; at++) formulaAt(source.slice(at));
      expect(performance.now() - began).toBeLessThan(1500);
    },
  );
});
