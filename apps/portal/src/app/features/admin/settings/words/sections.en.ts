import { accessSections } from './access.en.js';
import { answerSections } from './answers.en.js';
import { modelServerSections } from './model-servers.en.js';
import { operationSections } from './operation.en.js';
import type { SectionWords } from './setting-words.js';

/** Every section of the page, in order. */
export const sectionsInEnglish: readonly SectionWords[] = [
  ...answerSections,
  ...modelServerSections,
  ...operationSections,
  ...accessSections,
];
