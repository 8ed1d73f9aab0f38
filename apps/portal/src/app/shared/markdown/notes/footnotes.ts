import { element, text, wordButton } from '../nodes.js';

/** The raised number of a footnote in the text; pressing it leads to the note. */
export function footnoteMark(number: number): Node {
  const made = wordButton(String(number), 'note-mark', $localize`Footnote ${String(number)}`);
  made.dataset['note'] = String(number);
  return element('sup', [made]);
}

/** The notes below the text, each with a way back. */
export function footnoteList(notes: readonly { readonly number: number; readonly nodes: readonly Node[] }[]): Node {
  const items = notes.map(({ number, nodes }) => {
    const back = wordButton('↩', 'note-back', $localize`Back to footnote ${String(number)} in the text`);
    back.dataset['note'] = String(number);
    const item = element('li', nodes);
    item.dataset['note'] = String(number);
    item.tabIndex = -1;
    // Behind the last words of the note and not on a line of its own.
    const last = item.lastElementChild;
    (last?.localName === 'p' ? last : item).append(text(' '), back);
    return item;
  });
  const made = element('section', [element('ol', items)], 'footnotes');
  made.setAttribute('aria-label', 'Footnotes');
  return made;
}

/** Moves to the note of a pressed mark, or back. Whether the pressed element was one of them. */
export function followFootnote(pressed: HTMLElement, answer: HTMLElement): boolean {
  const number = pressed.dataset['note'];
  if (number === undefined) return false;
  const wanted = pressed.classList.contains('note-mark') ? `li[data-note="${number}"]` : `.note-mark[data-note="${number}"]`;
  const target = answer.querySelector<HTMLElement>(wanted);
  target?.scrollIntoView({ block: 'nearest' });
  target?.focus({ preventScroll: true });
  return true;
}
