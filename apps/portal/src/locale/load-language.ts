import { language, type Language } from './language.js';
import { speakProblems } from './problems.js';
import { translateBy, type Texts } from './translate.js';

const textsOf: Record<Exclude<Language, 'en'>, () => Promise<{ texts: Texts; problems: Texts }>> = {
  de: () => import('./de/texts.js'),
};

/** Loads the texts of the language that the page is shown in. Before any module with texts of its own is loaded. */
export async function loadLanguage(): Promise<void> {
  const shown = language();
  if (shown === 'en') return;
  const loaded = await textsOf[shown]().catch(() => undefined);
  if (loaded) {
    $localize.translate = translateBy(loaded.texts);
    speakProblems(loaded.problems);
  } else document.documentElement.lang = 'en'; // better than no page
}
