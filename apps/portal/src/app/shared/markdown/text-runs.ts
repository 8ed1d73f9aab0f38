/** A stretch of the text nodes below an element, by offsets in their joined text. */
export interface TextRun {
  readonly node: Text;
  /** Where the text of this node begins in the joined text. */
  readonly start: number;
}

/** The text nodes below an element in their order, without those that `skips` says no to. */
export function textRuns(root: Node, skips: (element: Element) => boolean): TextRun[] {
  const runs: TextRun[] = [];
  let start = 0;
  const visit = (node: Node): void => {
    if (node instanceof Text) {
      runs.push({ node, start });
      start += node.data.length;
    } else if (!(node instanceof Element) || node === root || !skips(node)) node.childNodes.forEach(visit);
  };
  visit(root);
  return runs;
}

export function joined(runs: readonly TextRun[]): string {
  return runs.map(({ node }) => node.data).join('');
}

/** Puts an element around each piece of text between two offsets; one that crosses nodes is put around the piece in each. */
export function wrap(runs: readonly TextRun[], from: number, to: number, make: () => HTMLElement): HTMLElement[] {
  return runs.flatMap(({ node, start }) => {
    const first = Math.max(0, from - start);
    const last = Math.min(node.data.length, to - start);
    if (last <= first || node.data.slice(first, last).trim() === '') return [];
    const range = document.createRange();
    range.setStart(node, first);
    range.setEnd(node, last);
    const around = make();
    range.surroundContents(around);
    return [around];
  });
}
