import { Service, effect, signal } from '@angular/core';

const key = 'cm-shortcuts';

/** Whether keys do something by themselves. Some people's dictation and switches press keys that they never meant (WCAG 2.1.4). */
@Service()
export class ShortcutChoice {
  readonly on = signal(kept());

  constructor() {
    effect(() => this.keep());
  }

  /** Again after signing out, when the API clears all site data of the browser: the choice reveals nothing about anyone. */
  keep(): void {
    try {
      if (this.on()) localStorage.removeItem(key);
      else localStorage.setItem(key, 'off');
    } catch {
      // Storage is switched off: the choice lasts as long as the page.
    }
  }
}

function kept(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true;
  }
}
