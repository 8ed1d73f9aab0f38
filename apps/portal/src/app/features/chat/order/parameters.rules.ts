import type { Parameters } from '#contracts/chat/parameters.js';

/** The parameters as they are typed: empty is as the settings say. */
export interface TypedParameters {
  readonly temperature: string;
  readonly maxTokens: string;
  readonly seed: string;
}

export function typedOf(parameters: Parameters | null): TypedParameters {
  const { temperature, maxTokens, seed } = parameters ?? {};
  return { temperature: textOf(temperature), maxTokens: textOf(maxTokens), seed: textOf(seed) };
}

/** Null where all are as the settings say. */
export function parametersOf({ temperature, maxTokens, seed }: TypedParameters): Parameters | null {
  const parameters = {
    ...(temperature.trim() === '' ? {} : { temperature: numberOf(temperature) }),
    ...(maxTokens.trim() === '' ? {} : { maxTokens: numberOf(maxTokens) }),
    ...(seed.trim() === '' ? {} : { seed: numberOf(seed) }),
  };
  return Object.keys(parameters).length === 0 ? null : parameters;
}

/** What is wrong with a number that may be left out; null where it is fine. */
export function numberFault(
  text: string,
  { least, most, isWhole }: { readonly least: number; readonly most: number; readonly isWhole: boolean },
): string | null {
  if (text.trim() === '') return null;
  const value = numberOf(text);
  const fits = value >= least && value <= most && (!isWhole || Number.isInteger(value));
  if (fits) return null;
  return isWhole
    ? $localize`Enter a whole number from ${least}:least: to ${most}:most:, or nothing.`
    : $localize`Enter a number from ${least}:least: to ${most}:most:, or nothing.`;
}

/** With a point or a comma, as people write it. */
function numberOf(text: string): number {
  return /^\s*\d{1,10}([.,]\d{1,6})?\s*$/.test(text) ? Number(text.trim().replace(',', '.')) : Number.NaN;
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
