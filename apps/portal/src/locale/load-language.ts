import { languageToShow, type Language } from './language.js';
import { translateBy, type Texts } from './translate.js';

const textsOf: Record<Exclude<Language, 'en'>, () => Promise<{ texts: Texts }>> = {
  de: () => import('./de/texts.js'),
};

/** Loads the texts of the language that the page is shown in. Before any module with texts of its own is loaded. */
export async function loadLanguage(): Promise<void> {
  const language = languageToShow();
  if (language !== 'en') {
    const loaded = await textsOf[language]().catch(() => undefined);
    if (loaded === undefined) return; // English is better than no page
    $localize.translate = translateBy(loaded.texts);
  }
  document.documentElement.lang = language;
}
