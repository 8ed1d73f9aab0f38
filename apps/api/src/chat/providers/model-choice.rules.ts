import type { AvailableModel } from './llm-provider.js';

export interface ModelChoice {
  readonly model: string;
  readonly notices: readonly string[];
}

/**
 * The conversation's model if the server has it, else the configured one, else any that can chat; each step down is a notice, so that
 * nobody takes one model's answer for another's. Null when the server has none. A server that lists nothing by name is asked all the same.
 */
export function chosenModel(wanted: string | null, configured: string, available: readonly AvailableModel[]): ModelChoice | null {
  const first = wanted ?? configured;
  if (has(available, first)) return { model: first, notices: [] };
  if (has(available, configured)) return { model: configured, notices: ['other-model'] };
  const another = available.find((model) => !isForEmbeddings(model.name));
  return another ? { model: another.name, notices: ['other-model'] } : null;
}

function has(available: readonly AvailableModel[], name: string): boolean {
  return available.some((model) => model.name === name || model.name === `${name}:latest`);
}

export function isForEmbeddings(name: string): boolean {
  return /embed|(^|[-/:])(bge|e5|gte|minilm)([-:.]|$)/i.test(name);
}
