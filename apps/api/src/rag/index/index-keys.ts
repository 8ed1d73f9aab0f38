import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Tx } from '#platform/database/transactions.js';
import { blindTerm, type Blind } from '#retrieval/index/blinding.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { collectionNotFound } from '../rag.errors.js';

const KEY_BYTES = 32;
const KEPT_KEYS = 1000;
/** As long as data keys are kept: after the key of a collection is destroyed, its index key must not live on here. */
const KEPT_MS = 60_000;

/**
 * One key a collection, under which its terms are blinded. It is random and stored sealed rather than derived from the data key, which
 * may be rotated while the index stays.
 */
@Injectable()
export class IndexKeys {
  private readonly opened = new LRUCache<string, KeyObject>({ max: KEPT_KEYS, ttl: KEPT_MS });

  constructor(private readonly collections: CollectionsRepository) {}

  /** How terms of a collection are blinded. */
  async blinding(collectionId: string): Promise<Blind> {
    const known = this.opened.get(collectionId);
    if (known !== undefined) return blindingUnder(known);
    const key = keyOf(await this.collections.indexKey(collectionId));
    this.opened.set(collectionId, key);
    return blindingUnder(key);
  }

  /** A keyed hash of a file's SHA-256: the same file is recognised within a collection, and nowhere else. */
  async fingerprintIn(tx: Tx, collectionId: string, hash: Buffer): Promise<Buffer> {
    return fingerprint(keyOf(await this.collections.indexKeyIn(tx, collectionId)), 'file', hash);
  }

  /** The same of the name of a file in the inbox. */
  async nameKeyIn(tx: Tx, collectionId: string, name: string): Promise<Buffer> {
    return fingerprint(keyOf(await this.collections.indexKeyIn(tx, collectionId)), 'name', name);
  }

  /** The same inside a transaction, which may have made the collection a moment ago. */
  async blindingIn(tx: Tx, collectionId: string): Promise<Blind> {
    return blindingUnder(keyOf(await this.collections.indexKeyIn(tx, collectionId)));
  }
}

/** For a collection that is being made. */
export function freshIndexKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

function keyOf(secret: Buffer | null): KeyObject {
  if (secret === null) throw collectionNotFound();
  const key = createSecretKey(secret);
  secret.fill(0);
  return key;
}

/** Apart from the terms, which are hashed as they are: no term begins with a zero byte. */
function fingerprint(key: KeyObject, of: 'file' | 'name', value: Buffer | string): Buffer {
  return createHmac('sha256', key).update(`\0${of}\0`).update(value).digest();
}

function blindingUnder(key: KeyObject): Blind {
  return (term) => blindTerm(createHmac('sha256', key).update(term).digest());
}
