import type { Token, Tokens } from 'marked';
import { element } from './nodes.js';

/** A table in a frame of its own, which scrolls sideways while the page does not. */
export function table(token: Tokens.Table, inside: (tokens: readonly Token[]) => Node[]): Node {
  const row = (cells: readonly Tokens.TableCell[], kind: 'th' | 'td') =>
    element(
      'tr',
      cells.map((cell) => {
        const made = element(kind, inside(cell.tokens));
        if (cell.align !== null) made.dataset['align'] = cell.align;
        if (kind === 'th') made.setAttribute('scope', 'col');
        return made;
      }),
    );
  const made = element('table', [
    element('thead', [row(token.header, 'th')]),
    element(
      'tbody',
      token.rows.map((cells) => row(cells, 'td')),
    ),
  ]);
  const frame = element('div', [made], 'table-frame');
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', 'Table');
  return frame;
}
