import { directionOf } from './direction.rules.js';

/** What is written from the side that its own first letter is. */
const directed: ReadonlySet<string> = new Set(['p', 'h3', 'h4', 'h5', 'h6']);
/** What is on that side with its bullets, its bar, its first column. With `auto` a browser does not look into elements that are directed. */
const framed: ReadonlySet<string> = new Set(['ul', 'ol', 'blockquote', 'div', 'th', 'td']);

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  children: readonly Node[] = [],
  className = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (directed.has(name)) made.dir = 'auto';
  made.append(...children);
  if (framed.has(name)) made.dir = directionOf(made.textContent);
  return made;
}

export function text(characters: string): Text {
  return document.createTextNode(characters);
}

export function group(nodes: readonly Node[]): Node {
  const made = document.createDocumentFragment();
  made.append(...nodes);
  return made;
}

/** A small button with words; what it does is up to `MarkdownText`, by its class. */
export function wordButton(words: string, className: string, label: string): HTMLButtonElement {
  const made = element('button', [text(words)], className);
  made.type = 'button';
  made.setAttribute('aria-label', label);
  return made;
}
