import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/transactions.js';
import { KeyMint } from '../keys/key-mint.js';
import { floorAboveActive, noKey, noVersionPrepared, rotationTooEarly, rotationUnderWay } from '../keyring.errors.js';
import { KeyringRepository, type StoredKey } from '../keyring.repository.js';
import { isRotatable, ownerText, type Owner } from '../keys/owner.js';
import { KEY_CACHE_SECONDS, SealerCache } from '../keys/sealer-cache.js';

/** An instance that loaded the key just before the preparation has certainly loaded it again after this time. */
export const SECONDS_BEFORE_ACTIVATION = 2 * KEY_CACHE_SECONDS;

/**
 * Gives an owner's key a new version, in three steps so that instances with older keys in memory never meet a record that they
 * cannot open: prepare (every instance learns to open the new version), activate (every instance seals under it), and, once the owner of
 * the tables has re-sealed older records, raise the floor (the old versions no longer open anything).
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly repository: KeyringRepository,
    private readonly mint: KeyMint,
    private readonly cache: SealerCache,
  ) {}

  /** Adds the next version, which opens but does not seal yet. Returns its number. */
  async prepare(tx: Tx, owner: Owner): Promise<number> {
    if (!isRotatable(owner)) throw new RangeError(`${ownerText(owner)} has secrets derived from it and cannot be rotated.`);
    const stored = await this.claim(tx, owner);
    const newest = stored.at(-1);
    if (!newest) throw noKey();
    if (newest.state === 'prepared') throw rotationUnderWay();
    const version = newest.version + 1;
    await this.mint.mint(tx, owner, { id: newest.id, version, state: 'prepared' });
    return version;
  }

  /** Makes the prepared version the one that seals; the one before goes on opening. Two minutes after the preparation at the earliest. */
  async activate(tx: Tx, owner: Owner): Promise<number> {
    const stored = await this.claim(tx, owner);
    const prepared = stored.find(({ state }) => state === 'prepared');
    const active = stored.find(({ state }) => state === 'active');
    if (!prepared || !active) throw noVersionPrepared();
    const age = await this.repository.secondsInState(tx, owner, prepared.version);
    if (age < SECONDS_BEFORE_ACTIVATION) throw rotationTooEarly({ retryAfter: Math.ceil(SECONDS_BEFORE_ACTIVATION - age) });
    await this.repository.setState(tx, owner, [active.version], 'retired');
    await this.repository.setState(tx, owner, [prepared.version], 'active');
    return prepared.version;
  }

  /**
   * Refuses every version below `floor`. Waits for transactions that are sealing under one of them, so after it, in the same
   * transaction, is the moment to check that no record is left below; if one is, roll back.
   */
  async raiseFloor(tx: Tx, owner: Owner, floor: number): Promise<void> {
    const stored = await this.claim(tx, owner);
    const active = stored.find(({ state }) => state === 'active');
    if (!active || active.version < floor) throw floorAboveActive();
    const below = stored.filter(({ version }) => version < floor).map(({ version }) => version);
    await this.repository.setState(tx, owner, below, 'refused');
  }

  private async claim(tx: Tx, owner: Owner): Promise<StoredKey[]> {
    await this.repository.lockOwner(tx, owner);
    tx.afterCommit(() => this.cache.forget(owner));
    return this.repository.claimKeysOf(tx, owner);
  }
}
