import { joined, textRuns, wrap, type TextRun } from './text-runs.js';
import { unsupportedIn } from './syntax/unsupported.rules.js';

/** Marks the sentences of an answer that no citation follows and returns how many there are. Headings, tables, code and formulas make no claims. */
export function markUnsupported(root: HTMLElement): number {
  let count = 0;
  for (const block of root.querySelectorAll<HTMLElement>('p, li')) {
    const runs = textRuns(block, (element) =>
      element.matches('p, ul, ol, .code-block, .table-frame, blockquote, button, .formula'),
    );
    if (runs.length === 0 || block.closest('blockquote, .footnotes') !== null) continue;
    const found = unsupportedIn(joined(runs), marksIn(block, runs));
    for (const { start, end } of found.toReversed()) {
      for (const run of runs.toReversed()) wrap([run], start, end, unsupported);
    }
    count += found.length;
  }
  return count;
}

function unsupported(): HTMLElement {
  const made = document.createElement('span');
  made.className = 'unsupported';
  made.setAttribute('role', 'mark');
  made.setAttribute('aria-description', 'No source cited for this sentence');
  made.title = $localize`No source cited for this sentence`;
  return made;
}

/** Where in the joined text the marks of a block stand. */
function marksIn(block: HTMLElement, runs: readonly TextRun[]): number[] {
  return [...block.querySelectorAll('button.mark')]
    .filter((mark) => mark.closest('p, li') === block)
    .map((mark) => {
      const before = runs
        .filter(({ node }) => (mark.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) !== 0)
        .at(-1);
      return before === undefined ? 0 : before.start + before.node.data.length;
    });
}
