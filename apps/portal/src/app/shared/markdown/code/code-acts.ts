import { copyText } from '../../clipboard.js';
import { saveAs } from '../../files/save-as.js';
import { fileNameFor } from '../syntax/fences.rules.js';

/** Does what a button above a block of code says. Whether the pressed element was one. */
export function actOnCode(pressed: HTMLElement): boolean {
  const block = pressed.closest<HTMLElement>('.code-block');
  if (block === null || !pressed.classList.contains('code-act')) return false;
  const source = block.querySelector('code')?.textContent ?? '';
  if (pressed.classList.contains('copy-code')) void copy(pressed, source);
  else if (pressed.classList.contains('save-code'))
    saveAs(new Blob([source], { type: 'text/plain' }), fileNameFor(block.dataset['language'] ?? ''));
  else if (pressed.classList.contains('wrap-code')) wrap(pressed, block);
  else if (pressed.classList.contains('show-source')) showSource(pressed, block);
  return true;
}

async function copy(button: HTMLElement, source: string): Promise<void> {
  button.textContent = (await copyText(source)) ? $localize`Copied` : $localize`Couldn’t copy. Select the code instead.`;
  setTimeout(() => (button.textContent = $localize`Copy`), 2000);
}

function wrap(button: HTMLElement, block: HTMLElement): void {
  const wrapped = block.classList.toggle('wrapped');
  button.setAttribute('aria-pressed', String(wrapped));
}

function showSource(button: HTMLElement, block: HTMLElement): void {
  const shown = block.classList.toggle('with-source');
  button.setAttribute('aria-pressed', String(shown));
}
