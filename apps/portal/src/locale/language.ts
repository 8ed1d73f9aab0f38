/** The languages of the portal, each by its own name for itself. Texts of all but English are in the folder of that name. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

export const languageChoices = (Object.keys(languages) as Language[]).map((tag) => ({ tag, name: languages[tag] }));

const key = 'cm-language';
let choice = kept();

/** The language of the page in view: what was chosen in this browser, or the first of its languages that the portal knows (`theme.js`). */
export function language(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : 'en';
}

/** For dates and numbers, as BCP 47: as the browser's person writes the language in view, such as en-GB. */
export function readerLocale(): string {
  const shown = language();
  return navigator.languages.find((tag) => tag.split('-')[0] === shown) ?? shown;
}

/** Texts are read once, so a change opens the page again. */
export function changeLanguage(to: Language): void {
  choice = to;
  keepLanguage();
  location.reload();
}

/** Again after signing out, when the API clears all site data of the browser: the language reveals nothing about anyone. */
export function keepLanguage(): void {
  try {
    if (choice !== null) localStorage.setItem(key, choice);
  } catch {
    // Storage is switched off: the browser's language is shown.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // as above
  }
}

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}
