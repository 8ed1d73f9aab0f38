import { accessSections } from './access.en.js';
import { answerSections } from './answers.en.js';
import { operationSections } from './operation.en.js';
import type { SectionWords } from './setting-words.js';

/** Every section of the page in English, in order. Another language is another file like this one. */
export const sectionsInEnglish: readonly SectionWords[] = [...answerSections, ...operationSections, ...accessSections];
