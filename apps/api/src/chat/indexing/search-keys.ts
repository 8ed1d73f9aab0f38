import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { blindTerm, type Blind } from '#retrieval/index/blinding.js';
import { SearchIndexRepository } from './search-index.repository.js';

/** As long as data keys are kept in memory: after a person’s key is destroyed, this one must not live on. */
const keptMs = 60_000;

/** How the words of a person are hashed. Whoever asks has the person’s sealer, so a key in memory opens nothing of an erased person. */
@Injectable()
export class SearchKeys {
  private readonly opened = new LRUCache<string, KeyObject>({ max: 2_000, ttl: keptMs });

  constructor(private readonly index: SearchIndexRepository) {}

  /** For a writer; makes the key where there is none. */
  async blindingIn(tx: Tx, sealer: Sealer, ownerId: string): Promise<Blind> {
    const known = this.opened.get(ownerId);
    if (known !== undefined) return blindingUnder(known);
    const key = kept(await this.index.keyIn(tx, sealer, ownerId, () => randomBytes(32)));
    tx.afterCommit(() => this.opened.set(ownerId, key)); // not before: the row may be rolled back
    return blindingUnder(key);
  }

  /** For a reader; null for a person of whom nothing was indexed. */
  async blinding(sealer: Sealer, ownerId: string): Promise<Blind | null> {
    const known = this.opened.get(ownerId);
    if (known !== undefined) return blindingUnder(known);
    const stored = await this.index.key(sealer, ownerId);
    if (stored === null) return null;
    const key = kept(stored);
    this.opened.set(ownerId, key);
    return blindingUnder(key);
  }
}

function kept(bytes: Buffer): KeyObject {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function blindingUnder(key: KeyObject): Blind {
  return (term) => blindTerm(createHmac('sha256', key).update(term).digest());
}
