import { Service, effect, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';

const key = 'cm-theme';

/** Light, dark, or like the system; `theme.js` sets the same before the first paint. */
@Service()
export class Theme {
  readonly choice = signal<ThemeChoice>(kept());

  constructor() {
    effect(() => {
      const choice = this.choice();
      if (choice === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = choice;
      this.keep();
    });
  }

  /** Again after signing out, when the API clears all site data of the browser: the appearance reveals nothing about anyone. */
  keep(): void {
    const choice = this.choice();
    if (choice === 'system') forget();
    else keep(choice);
  }
}

function kept(): ThemeChoice {
  try {
    const choice = localStorage.getItem(key);
    return choice === 'light' || choice === 'dark' ? choice : 'system';
  } catch {
    return 'system'; // Storage is switched off: the choice lasts as long as the page.
  }
}

function keep(choice: ThemeChoice): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // As above.
  }
}

function forget(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
