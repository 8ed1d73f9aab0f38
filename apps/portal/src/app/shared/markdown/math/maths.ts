import temml from 'temml';
import { isMathAttribute, isMathClass, isMathElement, mathStyle } from './maths.rules.js';

/** What the library makes of TeX before anything is in a page: elements of MathML, spans, texts, links, pictures. */
interface Tree {
  readonly type?: string;
  readonly text?: string;
  readonly children?: readonly Tree[];
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly classes?: readonly string[];
  readonly style?: Readonly<Record<string, unknown>>;
}

const namespace = 'http://www.w3.org/1998/Math/MathML';
/** Of elements; a macro that repeats itself makes very many out of few characters. */
const most = 4000;
const deepest = 120;

/** TeX as MathML, made of what is on the list alone; null where it is not understood or too large. */
export function mathOf(tex: string, display: boolean): Element | null {
  try {
    const tree = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: false,
      annotate: false,
      maxSize: [20, 20],
      maxExpand: 200,
    }) as Tree;
    const made = nodesOf(tree, { left: most }, 0);
    const [math] = made;
    return made.length === 1 && math instanceof Element && math.localName === 'math' ? math : null;
  } catch {
    return null; // not TeX, or more of it than is sensible
  }
}

function nodesOf(tree: Tree, budget: { left: number }, depth: number): Node[] {
  if (--budget.left < 0 || depth > deepest) throw new RangeError('The formula is too large.');
  if (tree.children === undefined) return tree.text === undefined ? [] : [document.createTextNode(tree.text)];
  const children = tree.children.flatMap((child) => nodesOf(child, budget, depth + 1));
  const made = elementFor(tree);
  if (made === null) return children;
  made.append(...children);
  return [made];
}

/** Null for what has no element of its own: fragments, and everything that is not on the list. */
function elementFor({ type, attributes = {}, classes = [], style = {} }: Tree): HTMLElement | MathMLElement | null {
  if (type === undefined && classes.length === 0) return null;
  if (type !== undefined && !isMathElement(type)) return null;
  const made = type === undefined ? document.createElement('span') : document.createElementNS(namespace, type);
  for (const [name, value] of Object.entries(attributes)) {
    if (isMathAttribute(name, String(value))) made.setAttribute(name, String(value));
  }
  const kept = classes.filter(isMathClass);
  if (kept.length > 0) made.setAttribute('class', kept.join(' '));
  for (const [name, value] of Object.entries(style)) {
    const safe = mathStyle(name, String(value));
    if (safe !== null && 'style' in made) (made as ElementCSSInlineStyle).style.setProperty(...safe);
  }
  return made as HTMLElement | MathMLElement;
}
