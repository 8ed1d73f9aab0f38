import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Below this there is no room for a page and a panel side by side. */
const narrow = matchMedia('(max-width: 67.99rem)');

/**
 * Whether a panel is shown as a sheet above the page. From an injection context. What is opened last lies on top, so a panel does not
 * become a sheet under a dialog that is open; it does when that is closed.
 */
export function sheetWhenNarrow(): Signal<boolean> {
  const isSheet = signal(narrow.matches);
  const follow = (): void => {
    if (!narrow.matches || document.querySelector('dialog:modal') === null) isSheet.set(narrow.matches);
  };
  narrow.addEventListener('change', follow);
  document.addEventListener('close', follow, { capture: true });
  inject(DestroyRef).onDestroy(() => {
    narrow.removeEventListener('change', follow);
    document.removeEventListener('close', follow, { capture: true });
  });
  return isSheet.asReadonly();
}
