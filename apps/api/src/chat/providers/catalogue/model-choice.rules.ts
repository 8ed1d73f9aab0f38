import type { AvailableModel } from '../llm-provider.js';
import { isCloudModel } from '../refusal.rules.js';

export interface ModelChoice {
  readonly model: string;
  readonly notices: readonly string[];
}

export interface ModelRules {
  /** Whether a model that the server does not list may be there all the same. */
  readonly mayHaveUnlisted: boolean;
  /** Whether questions may go to models on remote machines. */
  readonly allowsRemote: boolean;
}

/** Why no model can be chosen. */
export type NoModel = 'model-not-found' | 'model-name-refused';

/**
 * The conversation's model if the server has it, else the configured one, else any that can chat; each fallback is a notice, so that
 * one model's answer is not mistaken for another's. There is no fallback from a configured remote model: the operator
 * must learn that it is refused. A server that lists no models is asked for the wanted one all the same.
 */
export function chosenModel(
  wanted: string | null,
  configured: string,
  available: readonly AvailableModel[],
  { mayHaveUnlisted, allowsRemote }: ModelRules,
): ModelChoice | NoModel {
  const isRemote = (name: string): boolean => isCloudModel(name) || (find(available, name)?.remoteHost ?? null) !== null;
  const isRefused = (name: string): boolean => !allowsRemote && isRemote(name);
  const choice = (model: string, ...notices: string[]): ModelChoice => {
    return { model, notices: isRemote(model) ? [...notices, 'remote-model'] : notices };
  };
  const first = wanted ?? configured;
  if (available.length === 0 && mayHaveUnlisted && !isRefused(first)) return choice(first);
  if (find(available, first) && !isRefused(first)) return choice(first);
  if (isRefused(configured)) return 'model-name-refused';
  if (find(available, configured)) return choice(configured, 'other-model');
  const another = available.find((model) => !isForEmbeddings(model.name) && !isRefused(model.name));
  if (another) return choice(another.name, 'other-model');
  return available.some((model) => isRefused(model.name)) ? 'model-name-refused' : 'model-not-found';
}

function find(available: readonly AvailableModel[], name: string): AvailableModel | undefined {
  return available.find((model) => model.name === name || model.name === `${name}:latest`);
}

export function isForEmbeddings(name: string): boolean {
  return /embed|(^|[-/:])(bge|e5|gte|minilm)([-:.]|$)/i.test(name);
}
