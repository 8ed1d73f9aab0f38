import { element, text } from '../nodes.js';

type Maths = typeof import('./maths.js');

let loading: Promise<Maths> | null = null;
let maths: Maths | null = null;

/** A formula. Until the part that draws it has arrived, and where it does not understand it, the source is shown. */
export function formula(tex: string, display: boolean): HTMLElement {
  const made = element('span', [element('code', [text(tex)])], display ? 'formula display' : 'formula');
  if (display) {
    made.tabIndex = 0;
    made.setAttribute('role', 'group');
    made.setAttribute('aria-label', 'Formula');
  }
  if (maths === null) void load().then((loaded) => draw(made, loaded, tex, display), keepSource);
  else draw(made, maths, tex, display);
  return made;
}

function draw(place: HTMLElement, loaded: Maths, tex: string, display: boolean): void {
  const drawn = loaded.mathOf(tex, display);
  if (drawn !== null) place.replaceChildren(drawn);
}

async function load(): Promise<Maths> {
  loading ??= import('./maths.js');
  try {
    return (maths = await loading);
  } catch (failure) {
    loading = null; // the next formula tries again
    throw failure;
  }
}

function keepSource(): void {
  // Not connected: the source stays in its place.
}
