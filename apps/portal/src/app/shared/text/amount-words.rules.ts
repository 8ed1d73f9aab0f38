import { readerLocale } from '../../../locale/language.js';

/** "12.4 MB": steps of a thousand, as disks are sold. */
export function sizeWords(bytes: number, locale = readerLocale()): string {
  const units = [$localize`bytes`, 'kB', 'MB', 'GB', 'TB', 'PB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** step;
  const figure = size.toLocaleString(locale, { maximumFractionDigits: step === 0 || size >= 100 ? 0 : 1 });
  return `${figure} ${bytes === 1 ? $localize`byte` : units[step]!}`;
}

export function counted(count: number, one: string, many: string, locale = readerLocale()): string {
  return `${count.toLocaleString(locale)} ${count === 1 ? one : many}`;
}
