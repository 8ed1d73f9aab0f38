import { shownText } from '#contracts/shown-text.js';
import { codeBlock } from '../code/code-block.js';
import { element, text, wordButton } from '../nodes.js';
import { kindOf, longestDiagram, reportOf } from './diagram.rules.js';

/** Milliseconds until a drawing that does not end is given up. */
const patience = 10_000;

/**
 * A diagram with its source behind a button. It is drawn when it comes into view, in a frame without an origin or a network
 * (`public/diagrams`); where that fails, its source is what is shown.
 */
export function diagram(source: string): HTMLElement {
  const toggle = wordButton($localize`Source`, 'code-act show-source', $localize`Show source`);
  toggle.setAttribute('aria-pressed', 'false');
  const made = codeBlock(source, 'mermaid', toggle);
  made.classList.add('diagram');
  if (source.length > longestDiagram) fail(made, $localize`This diagram is too large to draw. Here is its source.`);
  else whenSeen(made, () => draw(made, source));
  return made;
}

function whenSeen(place: HTMLElement, act: () => void): void {
  if (typeof IntersectionObserver === 'undefined') return;
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      act();
    },
    { rootMargin: '400px' },
  );
  seen.observe(place);
}

function draw(place: HTMLElement, source: string): void {
  const frame = element('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.referrerPolicy = 'no-referrer';
  frame.title = kindOf(source);
  const stage = element('div', [frame], 'stage');
  stage.tabIndex = 0; // on a phone it scrolls sideways
  stage.setAttribute('role', 'group');
  stage.setAttribute('aria-label', 'Diagram');
  place.classList.add('drawing');
  place.querySelector('.code-head')?.after(stage);

  const { port1: port, port2: theirs } = new MessageChannel();
  const giveUp = (words: string): void => {
    clearTimeout(timer);
    port.close();
    stage.remove();
    fail(place, words);
  };
  const timer = setTimeout(() => giveUp($localize`This diagram took too long to draw. Here is its source.`), patience);
  port.onmessage = ({ data }) => {
    const report = reportOf(data);
    if (report === null) return giveUp($localize`This diagram couldn’t be drawn. Here is its source.`);
    clearTimeout(timer);
    frame.title = `${kindOf(source)}: ${shownText(report.words)}`;
    stage.style.setProperty('--width', `${String(report.width)}px`);
    stage.style.setProperty('--ratio', String(report.width / report.height));
    place.classList.remove('drawing');
    place.classList.add('drawn');
  };
  // A page without an origin cannot be named as the target; the frame's policy keeps it from becoming another page.
  frame.onload = () => frame.contentWindow?.postMessage(source, '*', [theirs]);
  frame.src = 'diagrams/frame.html';
}

function fail(place: HTMLElement, words: string): void {
  place.classList.remove('drawing', 'drawn');
  place.classList.add('undrawn');
  place.querySelector('.code-head')?.after(element('p', [text(words)], 'no-drawing'));
}
