import type { KeyObject } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions, type Tx } from '../../database/transactions.js';
import { foreignKeyring, MasterPasswordRefused } from '../keyring.errors.js';
import { MasterKeyRepository, type StoredMasterKey } from './master-key.repository.js';
import type { OpenedMaster } from './master-password.js';
import { learnWrapKeys } from './wrap-key-bridge.js';

export const OPENED_MASTER = Symbol('OPENED_MASTER');

/** The wrap keys that this process can use: its own and, once the master password is being changed, the one that follows. */
@Injectable()
export class WrapKeys implements OnModuleInit {
  private readonly known = new Map<string, KeyObject>();

  constructor(
    @Inject(OPENED_MASTER) private readonly master: OpenedMaster,
    private readonly masterKeys: MasterKeyRepository,
    private readonly transactions: Transactions,
  ) {
    this.known.set(master.keys.wrapKeyId, master.keys.key('wrap'));
  }

  /**
   * Checks that the keyring in the database is one that the master password opens; an empty one becomes its own.
   *
   * @throws MasterPasswordRefused otherwise, before anything was written
   */
  async onModuleInit(): Promise<void> {
    let stored = await this.masterKeys.all();
    if (stored.length === 0) {
      await this.transactions.run((tx) => this.masterKeys.insertFirst(tx, this.master.keys.wrapKeyId));
      stored = await this.masterKeys.all();
    }
    this.learn(stored);
    if (stored.some(({ wrapKeyId, state }) => state === 'current' && this.known.has(wrapKeyId))) return;
    await this.master.withdraw();
    throw foreignKeyring();
  }

  /** @throws MasterPasswordRefused when this process was started with a master password that has since been changed */
  async withId(wrapKeyId: string): Promise<KeyObject> {
    const key = this.known.get(wrapKeyId);
    if (key) return key;
    this.learn(await this.masterKeys.all());
    return this.mustKnow(wrapKeyId);
  }

  /** Finds wrap keys that can be learned. Returns the row of the current one. */
  async learnCurrent(): Promise<StoredMasterKey | undefined> {
    const stored = await this.masterKeys.all();
    this.learn(stored);
    return stored.find(({ state }) => state === 'current');
  }

  /** The wrap key for new data keys. It stays in force at least until the transaction ends. */
  async forNewKeys(tx: Tx): Promise<{ readonly wrapKeyId: string; readonly wrapKey: KeyObject }> {
    const stored = await this.masterKeys.hold(tx);
    this.learn(stored);
    const newest = stored.find(({ state }) => state === 'incoming') ?? stored[0];
    if (!newest) throw new RangeError('Invariant broken: the keyring has no master key after the start.');
    return { wrapKeyId: newest.wrapKeyId, wrapKey: this.mustKnow(newest.wrapKeyId) };
  }

  private learn(stored: readonly StoredMasterKey[]): void {
    learnWrapKeys(this.known, stored);
  }

  private mustKnow(wrapKeyId: string): KeyObject {
    const key = this.known.get(wrapKeyId);
    if (key) return key;
    throw new MasterPasswordRefused('The master password was changed after this process started. Restart it with the new one.');
  }
}
