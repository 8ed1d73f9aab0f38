import { mathOf } from './maths.js';

const markup = (tex: string): string => mathOf(tex, false)?.outerHTML ?? '';

describe('TeX as MathML', () => {
  it('draws fractions, sums, matrices, boxes and struck terms', () => {
    expect(mathOf('\\frac{a}{b}', false)?.querySelector('mfrac')?.textContent).toBe('ab');
    expect(mathOf('\\sum_{i=1}^n i^2', true)?.getAttribute('display')).toBe('block');
    expect(mathOf('\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}', true)?.querySelectorAll('mtd')).toHaveLength(4);
    expect(mathOf('\\boxed{x}', false)?.textContent).toBe('x');
    expect(markup('\\cancel{x}')).toContain('tml-cancel');
  });

  it.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://elsewhere.example}',
    '\\includegraphics{https://elsewhere.example/p.png}',
    '\\class{only-for-readers}{x}',
    '\\id{question}{x}',
    '\\data{mark=1}{x}',
    '\\style{background: url(https://elsewhere.example/p.png)}{x}',
    '\\frac{a',
    `${'{'.repeat(2000)}x${'}'.repeat(2000)}`,
    '\\def\\a{\\a\\a}\\a',
    '\\def\\a{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\c\\c\\c',
  ])('makes nothing of %s', (tex) => {
    expect(mathOf(tex, false)).toBeNull();
  });

  it('makes no links, no colours, no scripts and no long ways of what it lets in', () => {
    for (const tex of [
      '\\textcolor{white}{secret}',
      '\\colorbox{black}{\\color{black}secret}',
      '\\raisebox{-400em}{x}',
      '\\rule{9000em}{9000em}',
      '\\hspace{9000em}x',
      '\\tag{1}\\label{a}x',
      '\\ref{a}',
      '\\text{<img src=x onerror=alert(1)>}',
    ]) {
      const made = mathOf(tex, false);
      for (const each of made?.querySelectorAll('*') ?? []) {
        expect(each.localName).not.toMatch(/^(?:a|img|script|svg|style|iframe)$/);
        expect(each.getAttributeNames().filter((name) => /^(?:href|src|on|id|mathcolor|mathbackground)/.test(name))).toEqual([]);
        expect(each.getAttribute('style') ?? '').not.toMatch(/color|position|url/);
        for (const name of ['width', 'height', 'depth', 'voffset', 'lspace', 'rspace'])
          expect(Math.abs(Number.parseFloat(each.getAttribute(name) ?? '0'))).toBeLessThanOrEqual(20);
      }
    }
  });
});
