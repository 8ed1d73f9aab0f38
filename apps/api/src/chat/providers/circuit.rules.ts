import type { ProviderErrorCode } from './llm-provider.js';

/** Remembers how a server did lately, so that readers do not each wait for one that is known to be down. Times in epoch milliseconds. */
export interface Circuit {
  readonly failures: number;
  readonly openUntil: number;
}

export const closedCircuit: Circuit = { failures: 0, openUntil: 0 };

const failuresUntilOpen = 3;
const restMs = 15_000;

/** Open means: do not ask. After the rest one failure more opens it again at once. */
export function isOpen(circuit: Circuit, now: number): boolean {
  return now < circuit.openUntil;
}

export function afterFailure(circuit: Circuit, code: ProviderErrorCode, now: number): Circuit {
  if (!speaksOfServer(code)) return circuit;
  const failures = circuit.failures + 1;
  return { failures, openUntil: failures >= failuresUntilOpen ? now + restMs : 0 };
}

export function afterSuccess(): Circuit {
  return closedCircuit;
}

/** A prompt that is too long or a model that is not there says nothing about the server. */
function speaksOfServer(code: ProviderErrorCode): boolean {
  return code === 'model-unreachable' || code === 'not-a-model-server' || code === 'model-silent' || code === 'model-failed';
}
