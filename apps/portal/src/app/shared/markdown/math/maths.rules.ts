// What of MathML comes into the page. No links, no pictures, no colours that could hide a text, and no length that leaves the answer.

const elements: ReadonlySet<string> = new Set(
  (
    'math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup ' +
    'msup mtable mtd mtext mtr munder munderover none'
  ).split(' '),
);

const words: ReadonlySet<string> = new Set(
  (
    'accent accentunder columnalign columnlines columnspan dir display displaystyle fence form frame largeop mathvariant movablelimits ' +
    'notation rowlines rowspan scriptlevel separator side stretchy symmetric'
  ).split(' '),
);

const lengths: ReadonlySet<string> = new Set(
  'columnspacing depth height linethickness lspace mathsize maxsize minsize rowspacing rspace voffset width'.split(' '),
);

const styles: ReadonlySet<string> = new Set(
  (
    'border border-bottom border-left border-right border-top font-size font-style font-weight margin-left margin-right math-depth ' +
    'math-style padding padding-bottom padding-left padding-right padding-top text-align white-space'
  ).split(' '),
);

/** In the unit that stands beside it; all of TeX's are about as large as a letter or smaller. */
const longest = 20;
const highest = 5;

export function isMathElement(name: string): boolean {
  return elements.has(name);
}

export function isMathAttribute(name: string, value: string): boolean {
  if (words.has(name)) return /^[a-z0-9 +-]{0,60}$/i.test(value);
  return lengths.has(name) && isLength(value, name === 'voffset' ? highest : longest);
}

/** Classes of the library alone, never one of the portal's. */
export function isMathClass(name: string): boolean {
  return /^(?:tml-[\w-]+|mathcal|mathscr|menclose|upstrike|downstrike|sout)$/.test(name);
}

/** A property of a style by its name in style sheets, with its value; null where it is not let in. */
export function mathStyle(name: string, value: string): [string, string] | null {
  const property = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return styles.has(property) && isLength(value, longest) ? [property, value] : null;
}

function isLength(value: string, most: number): boolean {
  if (!/^[\w.% +-]{0,60}$/.test(value)) return false;
  return [...value.matchAll(/(-?[\d.]+)(%?)/g)].every(([, figure, percent]) => {
    return Math.abs(Number(figure)) <= (percent === '%' || /^\d00$/.test(figure ?? '') ? 900 : most);
  });
}
