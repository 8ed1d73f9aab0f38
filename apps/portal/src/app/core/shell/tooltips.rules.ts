/** What is shown beside a control, and where. */
export interface Tip {
  readonly words: string;
  readonly keys: string;
  readonly left: number;
  readonly top: number;
  readonly above: boolean;
}

interface Named {
  getAttribute(name: string): string | null;
}

const gap = 6;
/** Roughly the height of one line, and half the width of a long name. */
const height = 32;
const halfWidth = 90;

/** The name of a control below it, or above it where there is no room; null for one without a name. */
export function tipFor(
  control: Named,
  place: Pick<DOMRect, 'left' | 'width' | 'top' | 'bottom'>,
  width: number,
  screen: number,
): Tip | null {
  const words = control.getAttribute('data-tip') ?? control.getAttribute('aria-label') ?? '';
  if (words.trim() === '') return null;
  const above = place.bottom + gap + height > screen;
  return {
    words,
    keys: keysOf(control.getAttribute('aria-keyshortcuts') ?? ''),
    left: Math.min(Math.max(place.left + place.width / 2, halfWidth), Math.max(halfWidth, width - halfWidth)),
    top: above ? place.top - gap : place.bottom + gap,
    above,
  };
}

const shown: Readonly<Record<string, string>> = { Control: 'Ctrl', Escape: 'Esc', ArrowUp: '↑', Meta: '⌘' };

/** Keys as they are printed on them: `Control+K` is `Ctrl K`. */
export function keysOf(shortcut: string): string {
  return shortcut
    .split('+')
    .map((key) => shown[key] ?? key)
    .join(' ');
}
