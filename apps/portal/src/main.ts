import '@angular/localize/init';
import { loadLanguage } from './locale/load-language.js';

/** Texts are read while modules load, so the language comes before the application. */
async function main(): Promise<void> {
  await loadLanguage();
  const { start } = await import('./start.js');
  await start();
}

void main(); // not awaited at the top: modules of the application import some of this file's, and would wait for it
