import type { Texts } from './translate.js';

let byCode: Texts = {};

/** Called once, with the texts of the language. */
export function speakProblems(texts: Texts): void {
  byCode = texts;
}

/** What a problem of the API says in the language in view, by its stable code; in English what the API says itself. */
export function problemWords(code: string, detail: string): string {
  return byCode[code] ?? detail;
}
