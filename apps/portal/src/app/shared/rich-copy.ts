import { copyText } from './clipboard.js';

/** Parts of a text that mean nothing outside the page. */
const controls = 'button, .code-head, .only-for-readers, iframe, .no-drawing';

/**
 * Copies rendered text with its markup, for word processors and mail, and as plain text beside it. Whether it is on the clipboard now, in
 * at least one of the forms.
 */
export async function copyRich(place: HTMLElement, plain: string, more: readonly string[] = []): Promise<boolean> {
  const copy = place.cloneNode(true) as HTMLElement;
  for (const mark of copy.querySelectorAll<HTMLElement>('button.mark, button.note-mark')) {
    mark.replaceWith(document.createTextNode(`[${mark.textContent}]`));
  }
  copy.querySelectorAll(controls).forEach((each) => {
    each.remove();
  });
  for (const each of copy.querySelectorAll<HTMLElement>('[class], [style], [tabindex]')) {
    for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label']) each.removeAttribute(name);
  }
  copy.append(
    ...more.map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    }),
  );
  const html = new XMLSerializer().serializeToString(copy);
  try {
    const item = new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([plain], { type: 'text/plain' }),
    });
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    return copyText(plain);
  }
}
