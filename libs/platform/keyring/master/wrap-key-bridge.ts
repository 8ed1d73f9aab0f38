import type { KeyObject } from 'node:crypto';
import { unwrapKey } from '#sealing/keys/key-wrap.js';

/** The part of a stored master key that shows whether its wrap key can be learned. */
export interface BridgedKey {
  readonly wrapKeyId: string;
  readonly bridgeId: string | null;
  readonly bridge: Buffer | null;
  readonly bridgeFrom: string | null;
}

/** Adds every wrap key that can be reached by a bridge from one that is known. */
export function learnWrapKeys(known: Map<string, KeyObject>, stored: readonly BridgedKey[]): void {
  for (const { wrapKeyId, bridge, bridgeId, bridgeFrom } of stored) {
    const from = bridgeFrom === null ? undefined : known.get(bridgeFrom);
    if (known.has(wrapKeyId) || !from || !bridge || !bridgeId) continue;
    known.set(wrapKeyId, unwrapKey(from, bridge, bridgeName(bridgeId, wrapKeyId)).secret);
  }
}

/** What an incoming wrap key is called where it is sealed under the one that it replaces. */
export function bridgeName(bridgeId: string, wrapKeyId: string): { id: string; version: number; owner: string } {
  return { id: bridgeId, version: 1, owner: `master:${wrapKeyId}` };
}
