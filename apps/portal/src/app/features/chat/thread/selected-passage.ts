/** A passage of an answer that is selected, and where to offer what can be done with it. */
export interface SelectedPassage {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

const least = 3;
const most = 4000;

/** What is selected within one answer below an element; null where it is nothing, or reaches beyond. */
export function selectedPassage(root: HTMLElement): SelectedPassage | null {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const answer =
    (common instanceof Element ? common : common.parentElement)?.closest('cm-assistant-message .cm-markdown') ?? null;
  const text = selection.toString().trim();
  if (answer === null || !root.contains(answer) || text.length < least || text.length > most) return null;
  const end = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  return { text, left: Math.min(Math.max(end.right - frame.left, 60), frame.width - 60), top: end.bottom - frame.top };
}
