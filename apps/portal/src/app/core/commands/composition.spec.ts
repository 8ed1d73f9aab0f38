import { afterEach, describe, expect, it } from 'vitest';
import { isComposing, keepComposing } from './composition.js';

keepComposing(window);

/** How browsers tell of a key that an input method works on. */
const composed: [string, KeyboardEventInit][] = [
  ['while it composes', { isComposing: true, keyCode: 229 }],
  ['while it composes, from a browser that gives the key all the same', { isComposing: true, keyCode: 13 }],
  ['after the end of the composition, as Safari orders it', { isComposing: false, keyCode: 229 }],
];

afterEach(() => document.body.replaceChildren());

function press(on: Element, kind: string, key: string, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent(kind, { key, bubbles: true, cancelable: true, ...init });
  on.dispatchEvent(event);
  return event;
}

describe('an input method', () => {
  it.each(composed)('keeps Enter, Escape and arrows to itself %s', (_, init) => {
    const field = document.body.appendChild(document.createElement('input'));
    const heard: string[] = [];
    for (const place of [field, document.body, document])
      place.addEventListener('keydown', (event) => heard.push((event as KeyboardEvent).key));
    for (const key of ['Enter', 'Escape', 'ArrowDown', 'Process']) press(field, 'keydown', key, init);
    expect(heard).toEqual([]);
  });

  it.each(composed)('neither submits a form nor closes a dialog %s', (_, init) => {
    const field = document.body.appendChild(document.createElement('input'));
    expect(['Enter', 'Escape'].map((key) => press(field, 'keydown', key, init).defaultPrevented)).toEqual([true, true]);
    expect(press(field, 'keydown', 'a', init).defaultPrevented).toBe(false);
  });

  it('leaves all keys to the page when it is not at work', () => {
    const field = document.body.appendChild(document.createElement('input'));
    const heard: string[] = [];
    field.addEventListener('keydown', (event) => heard.push(event.key));
    const event = press(field, 'keydown', 'Enter', { isComposing: false, keyCode: 13 });
    expect(heard).toEqual(['Enter']);
    expect(event.defaultPrevented).toBe(false);
  });

  it('does not make somebody look idle', () => {
    const seen: string[] = [];
    addEventListener('keydown', (event) => seen.push(event.key), { capture: true });
    press(document.body, 'keydown', 'Enter', { isComposing: true, keyCode: 229 });
    expect(seen).toEqual(['Enter']);
  });
});

describe('a key', () => {
  it.each([
    [{ isComposing: true, keyCode: 229 }, true],
    [{ isComposing: true, keyCode: 13 }, true],
    [{ isComposing: false, keyCode: 229 }, true],
    [{ isComposing: false, keyCode: 13 }, false],
  ])('%o is an input method’s: %s', (stroke, expected) => {
    expect(isComposing(stroke)).toBe(expected);
  });
});
