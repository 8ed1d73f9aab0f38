import { readerLocale } from '../../../../locale/language.js';

/** How near a passage is in meaning, as people say it; the figure beside it for those who compare. */
export function meaningWords(similarity: number): string {
  const words = similarity >= 0.5 ? $localize`near` : similarity >= 0.35 ? $localize`related` : $localize`distant`;
  return `${words} (${similarity.toLocaleString(readerLocale(), { maximumFractionDigits: 2 })})`;
}
