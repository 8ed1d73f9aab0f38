import { DOCUMENT, inject, provideEnvironmentInitializer, type EnvironmentProviders } from '@angular/core';

/** The part of a keyboard event that says whether an input method has it. */
export interface ComposedStroke {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** What browsers give in place of the key while an input method works on it (UI Events, section 7.3.1). */
const inputMethod = 229;

/**
 * Whether a key belongs to an input method, with which somebody writes Japanese, Chinese, Korean and more: Enter then takes a word, Escape
 * gives it up, arrows choose among words. Safari ends the composition before it tells of the key that ended it, so that only the key code
 * is left to say so.
 */
export function isComposing({ isComposing: says, keyCode }: ComposedStroke): boolean {
  return says || keyCode === inputMethod;
}

/**
 * Keeps keys that an input method works on from every part of the page: nothing is sent, closed or chosen by them, whatever field or dialog
 * they are typed in and whoever wrote its handler. Fields learn what was typed from their `input` events as ever.
 */
export function provideComposition(): EnvironmentProviders {
  return provideEnvironmentInitializer(() => keepComposing(inject(DOCUMENT).defaultView!));
}

/** Nothing runs before the capture phase of the window, and the other listeners there (the idle clock) still count the key. */
export function keepComposing(window: Pick<Window, 'addEventListener'>): void {
  const keep = (event: KeyboardEvent): void => {
    if (!isComposing(event)) return;
    event.stopPropagation();
    // What a browser does by itself: submit the form of a field, close a dialog. An input method has had its keys by now.
    if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault();
  };
  for (const kind of ['keydown', 'keypress', 'keyup'] as const) window.addEventListener(kind, keep, { capture: true });
}
