import type { ProviderErrorCode } from './llm-provider.js';

/** Remembers how a server did lately, so that readers do not each wait for one that is known to be down. Times in epoch milliseconds. */
export interface Circuit {
  readonly failures: number;
  /** Whose questions failed since the last one that succeeded. */
  readonly people: readonly string[];
  readonly openUntil: number;
}

export const closedCircuit: Circuit = { failures: 0, people: [], openUntil: 0 };

const failuresUntilOpen = 3;
const restMs = 15_000;

/** Open means: do not ask. After the pause a single failure opens it again immediately. */
export function isOpen(circuit: Circuit, now: number): boolean {
  return now < circuit.openUntil;
}

/**
 * An unreachable server is down for everybody. One that fails or times out may do so because of one person's prompt: that
 * counts for others only once it has happened to more than one.
 */
export function afterFailure(circuit: Circuit, code: ProviderErrorCode, personId: string, now: number): Circuit {
  const isDown = code === 'model-unreachable';
  if (!isDown && !speaksOfServer(code)) return circuit;
  const failures = circuit.failures + 1;
  const people = circuit.people.includes(personId) ? circuit.people : [...circuit.people, personId].slice(-failuresUntilOpen);
  const opens = failures >= failuresUntilOpen && (isDown || people.length > 1);
  return { failures, people, openUntil: opens ? now + restMs : 0 };
}

export function afterSuccess(): Circuit {
  return closedCircuit;
}

/** A prompt that is too long, a model that is not there or a strange answer say nothing about the server. */
function speaksOfServer(code: ProviderErrorCode): boolean {
  return code === 'model-silent' || code === 'model-failed' || code === 'model-out-of-memory' || code === 'model-cannot-load';
}
