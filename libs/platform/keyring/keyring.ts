import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { blindIndex, blindIndexKey } from '#sealing/blind-index.js';
import { CannotOpen } from '#sealing/cannot-open.js';
import type { DataKey } from '#sealing/keys/data-key.js';
import { deriveSecret } from '#sealing/keys/derived-secret.js';
import { unwrapKey } from '#sealing/keys/key-wrap.js';
import type { RecordContext } from '#sealing/record.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Problem } from '../http/problem.js';
import { Ids } from '../ids.js';
import { KeyMint } from './keys/key-mint.js';
import { keyDestroyed } from './keyring.errors.js';
import { KeyringRepository, type StoredKey } from './keyring.repository.js';
import { collectionOwner, derivedOwner, ownerText, purposeOwner, subjectOwner, type Owner } from './keys/owner.js';
import { isDamage, Reader } from './keys/reader.js';
import { SealerCache } from './keys/sealer-cache.js';
import { Sealer } from './keys/sealer.js';
import { WrapKeys } from './master/wrap-keys.js';

/**
 * Keeps one data key for each data subject, collection and system purpose, and creates it on first use.
 *
 * A writer passes its transaction: then the key that seals is the active one, and it can be neither destroyed nor refused
 * before the transaction ends, so no committed row is sealed under a key that is gone. A reader leaves `tx` out and
 * gets the key from memory; it may be one minute behind.
 *
 * All methods that return a `Sealer` throw the problem `key-destroyed` (410) for an owner that was erased.
 */
@Injectable()
export class Keyring {
  private readonly damageListeners = new Set<(context: RecordContext) => void>();
  private readonly secrets = new Map<string, Promise<KeyObject>>();
  private readonly indexKeys = new Map<string, Promise<KeyObject>>();

  constructor(
    private readonly repository: KeyringRepository,
    private readonly wrapKeys: WrapKeys,
    private readonly mint: KeyMint,
    private readonly cache: SealerCache,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
  ) {}

  forSubject(userId: string, tx?: Tx): Promise<Sealer> {
    return this.sealerOf(subjectOwner(userId), tx);
  }

  /**
   * Loads the keys of many subjects with one query, for a caller that then opens their records one by one with `forSubject`, which
   * reports a missing or damaged key.
   */
  async loadSubjects(userIds: readonly string[]): Promise<void> {
    const owners = [...new Set(userIds)].map(subjectOwner).filter((owner) => this.cache.get(owner) === undefined);
    if (owners.length < 2) return;
    const stored = this.repository.keysOfSubjects(owners.map(({ name }) => name));
    // The load is in the cache before the result comes, so that a key that is forgotten meanwhile is not kept.
    await Promise.allSettled(
      owners.map((owner) =>
        this.cache.getOrLoad(owner, async () => this.openedOrMade(owner, (await stored).get(owner.name) ?? [])),
      ),
    );
  }

  forCollection(collectionId: string, tx?: Tx): Promise<Sealer> {
    return this.sealerOf(collectionOwner(collectionId), tx);
  }

  /** For showing records beside those of others: never throws for what is damaged or destroyed. */
  async readerOf(owner: Owner): Promise<Reader> {
    const report = (context: RecordContext): void => this.reportDamage(context);
    try {
      return new Reader(await this.fromMemory(owner), report);
    } catch (error) {
      const isDestroyed = error instanceof Problem && error.code === 'key-destroyed';
      if (!isDestroyed && !isDamage(error)) throw error;
      if (!isDestroyed) report({ table: 'keyring.data_key', column: 'wrapped', row: ownerText(owner) });
      return new Reader(null, report);
    }
  }

  readerForSubject(userId: string): Promise<Reader> {
    return this.readerOf(subjectOwner(userId));
  }

  /** For a caller that itself detects a record that does not open. */
  reportDamage(context: RecordContext): void {
    for (const listener of this.damageListeners) listener(context);
  }

  /** Calls back with the context of every record that a reader could not open. */
  onDamage(listener: (context: RecordContext) => void): void {
    this.damageListeners.add(listener);
  }

  /** For what belongs to no subject or collection, by a name such as `settings` or `dsr-package:<id>`. */
  forPurpose(name: string, tx?: Tx): Promise<Sealer> {
    return this.sealerOf(purposeOwner(name), tx);
  }

  /**
   * 32 bytes that look up a row by `value` in a column whose content is sealed: equal for values that differ only in case,
   * compatibility forms and surrounding space. Not for columns with few possible values.
   *
   * @param column schema, table and column, as `auth.user.email`
   */
  async blindIndex(column: string, value: string): Promise<Buffer> {
    const key = await remembered(this.indexKeys, column, async () => blindIndexKey(await this.secretFor('blind-index'), column));
    return blindIndex(key, value);
  }

  /** A secret of 32 bytes for one use, such as a pepper: the same on every instance, and after a change of the master password. */
  secretFor(use: string): Promise<KeyObject> {
    const owner = derivedOwner(use);
    return remembered(this.secrets, use, async () => (await this.fromMemory(owner)).derive((key) => deriveSecret(key, use)));
  }

  /**
   * Destroys every version of an owner's key, which makes all that it sealed unreadable for good, in backups too. Waits for
   * transactions that are sealing under it. The owner never gets another key.
   *
   * @returns how many versions there were
   */
  async destroy(tx: Tx, owner: Owner): Promise<number> {
    await this.repository.lockOwner(tx, owner);
    const versions = await this.repository.destroy(tx, owner);
    this.forget(owner);
    tx.afterCommit(() => this.forget(owner)); // a reader may have loaded it again from what was committed until now
    return versions;
  }

  /** Drops an owner's keys from the memory of this instance. */
  forget(owner: Owner): void {
    this.cache.forget(owner);
  }

  private sealerOf(owner: Owner, tx: Tx | undefined): Promise<Sealer> {
    return tx ? this.held(owner, tx) : this.fromMemory(owner);
  }

  private async held(owner: Owner, tx: Tx): Promise<Sealer> {
    const stored = await this.repository.holdKeysOf(tx, owner);
    const known = this.cache.get(owner);
    if (known?.fingerprint === fingerprintOf(stored)) return known;
    this.forget(owner);
    const sealer = stored.length > 0 ? await this.opened(owner, stored) : await this.created(owner, tx);
    tx.afterCommit(() => this.cache.set(sealer)); // not before: a key that is rolled back must seal nothing
    return sealer;
  }

  private fromMemory(owner: Owner): Promise<Sealer> {
    return this.cache.getOrLoad(owner, async () => this.openedOrMade(owner, await this.repository.keysOf(owner)));
  }

  private openedOrMade(owner: Owner, stored: readonly StoredKey[]): Promise<Sealer> {
    if (stored.length > 0) return this.opened(owner, stored);
    return this.transactions.autonomous(async (tx) => {
      await this.repository.limitLockWait(tx);
      return this.created(owner, tx);
    });
  }

  private async created(owner: Owner, tx: Tx): Promise<Sealer> {
    await this.repository.lockOwner(tx, owner);
    const stored = await this.repository.holdKeysOf(tx, owner);
    if (stored.length > 0) return this.opened(owner, stored); // another transaction was quicker
    if (await this.repository.wasDestroyed(tx, owner)) throw keyDestroyed();
    const id = this.ids.next();
    const key = await this.mint.mint(tx, owner, { id, version: 1, state: 'active' });
    return new Sealer(owner, key, new Map([[1, key]]), fingerprintOf([{ id, version: 1, state: 'active' }]));
  }

  private async opened(owner: Owner, stored: readonly StoredKey[]): Promise<Sealer> {
    const keys = new Map<number, DataKey>();
    let active: DataKey | undefined;
    for (const { id, version, state, wrapped, wrapKeyId } of stored) {
      if (state === 'refused') continue;
      const key = unwrapKey(await this.wrapKeys.withId(wrapKeyId), wrapped, { id, version, owner: ownerText(owner) });
      keys.set(version, key);
      if (state === 'active') active = key;
    }
    if (!active) throw new CannotOpen();
    return new Sealer(owner, active, keys, fingerprintOf(stored));
  }
}

/** Changes when a key is added, destroyed or changes its state; not when it is re-wrapped. */
function fingerprintOf(keys: readonly Pick<StoredKey, 'id' | 'version' | 'state'>[]): string {
  return keys.map(({ id, version, state }) => `${id}/${version}/${state}`).join(' ');
}

/** A value computed once; a failure is not remembered. */
function remembered<Value>(known: Map<string, Promise<Value>>, name: string, compute: () => Promise<Value>): Promise<Value> {
  const value = known.get(name) ?? compute();
  known.set(name, value);
  value.catch(() => known.delete(name));
  return value;
}
