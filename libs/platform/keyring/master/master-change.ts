import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataKey } from '#sealing/keys/data-key.js';
import { unwrapKey, wrapKey, type Wrapped } from '#sealing/keys/key-wrap.js';
import { makeVerifier, MasterKeys } from '#sealing/keys/master.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { Ids } from '../../ids.js';
import { Log } from '../../logging/log.js';
import { Ticker } from '../../ticker.js';
import { leakedPasswords } from '../../passwords/leaked-passwords.js';
import {
  masterChangeJustFinished,
  masterChangeUnderWay,
  masterChangeUnfinished,
  noMasterChange,
  samePassword,
  weakMasterPassword,
} from '../keyring.errors.js';
import { MasterKeyRepository, type StoredMasterKey, type WrappedRow } from './master-key.repository.js';
import type { OpenedMaster } from './master-password.js';
import { masterPasswordFault } from './master-policy.rules.js';
import { ownerText } from '../keys/owner.js';
import { bridgeName } from './wrap-key-bridge.js';
import { OPENED_MASTER, WrapKeys } from './wrap-keys.js';

const KEYS_IN_A_BATCH = 500;
const BEFORE_ALL = { id: '00000000-0000-0000-0000-000000000000', version: 0 };

/** Interval at which each instance checks for a change. */
const WATCH_SECONDS = 30;
/** For how long after the switch instances with the old password can still learn the new wrap key. */
const BRIDGE_SECONDS = 120;

export interface MasterChangeProgress {
  readonly total: number;
  readonly remaining: number;
}

/** Writes the audit event in the transaction of the step that it is about. */
type Recorder = (tx: Tx) => Promise<void>;

/**
 * Changes the master password while everything runs: `begin`, `resume` until no key is left under the old one, `finish`, then
 * restart each instance with the new password, in any order. It can stop anywhere; before `finish` the old password is the one
 * to start with, and `resume` goes on. No data is touched, only the wrapping of data keys.
 */
@Injectable()
export class MasterChange implements OnModuleInit, OnModuleDestroy {
  private readonly ticker = new Ticker(
    WATCH_SECONDS * 1000,
    () => this.watch(),
    (error) => this.watchFailed(error),
  );

  constructor(
    @Inject(OPENED_MASTER) private readonly master: OpenedMaster,
    private readonly masterKeys: MasterKeyRepository,
    private readonly wrapKeys: WrapKeys,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.watch();
    this.ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.ticker.stop();
  }

  /**
   * Keeps this instance in step with a change that another one makes: learns the new wrap key while the bridge exists, completes
   * a switch that stopped half-way, and removes the bridge once every instance has had time to cross it.
   */
  async watch(): Promise<void> {
    const current = await this.wrapKeys.learnCurrent();
    if (!current?.verifier) return;
    if (current.wrapKeyId !== this.master.keys.wrapKeyId) return this.replaceVerifier(current.verifier);
    await this.transactions.run((tx) => this.masterKeys.dropBridge(tx, BRIDGE_SECONDS));
  }

  /** From here on new keys are wrapped under the new password. */
  async begin(newPassword: string, record: Recorder): Promise<void> {
    const fault = masterPasswordFault(newPassword, await leakedPasswords());
    if (fault !== null) throw weakMasterPassword({ errors: [{ path: 'password', message: fault }] });
    const keys = await MasterKeys.derive(newPassword, this.master.derivation);
    const verifier = await makeVerifier(newPassword);
    await this.transactions.run(async (tx) => {
      const current = onlyCurrent(await this.masterKeys.claim(tx));
      if (current.wrapKeyId === keys.wrapKeyId) throw samePassword();
      const bridgeId = this.ids.next();
      const wrapped = DataKey.of(bridgeName(bridgeId, keys.wrapKeyId), keys.key('wrap').export());
      const bridge = wrapKey(await this.wrapKeys.withId(current.wrapKeyId), wrapped);
      await this.masterKeys.insertIncoming(tx, {
        wrapKeyId: keys.wrapKeyId,
        bridgeId,
        bridge,
        bridgeFrom: current.wrapKeyId,
        verifier,
      });
      await record(tx);
    });
    this.log.info('master password change begun');
  }

  /** How far the change is, or null when there is none. */
  async progress(): Promise<MasterChangeProgress | null> {
    const incoming = (await this.masterKeys.all()).find(({ state }) => state === 'incoming');
    return incoming ? this.masterKeys.countNotUnder(incoming.wrapKeyId) : null;
  }

  /** Re-wraps what is left, in batches that each commit. Stops at the signal, after the batch in hand. */
  async resume(onProgress: (progress: MasterChangeProgress) => void = () => undefined, signal?: AbortSignal): Promise<void> {
    const incoming = (await this.masterKeys.all()).find(({ state }) => state === 'incoming');
    if (!incoming) throw noMasterChange();
    let progress = await this.masterKeys.countNotUnder(incoming.wrapKeyId);
    let after = BEFORE_ALL;
    while (!signal?.aborted) {
      const done = await this.transactions.run((tx) => this.rewrapBatch(tx, incoming.wrapKeyId, after));
      const last = done.at(-1);
      if (!last) return;
      after = last;
      progress = { ...progress, remaining: Math.max(0, progress.remaining - done.length) };
      onProgress(progress);
    }
  }

  /**
   * Makes the new password the master password, in the database and then in `config/.auth`. If the process dies between the
   * two, the next start with the old password completes it.
   *
   * @throws the `master-change-unfinished` problem while a key is under the old one; nothing is switched then
   */
  async finish(record: Recorder): Promise<void> {
    const verifier = await this.transactions.run(async (tx) => {
      const stored = await this.masterKeys.claim(tx);
      const incoming = stored.find(({ state }) => state === 'incoming');
      if (!incoming?.verifier) throw noMasterChange();
      const left = await this.masterKeys.claimNotUnder(tx, incoming.wrapKeyId, BEFORE_ALL, 1);
      if (left.length > 0) throw masterChangeUnfinished();
      await this.masterKeys.promoteIncoming(tx);
      await record(tx);
      return incoming.verifier;
    });
    await this.replaceVerifier(verifier);
  }

  private async rewrapBatch(tx: Tx, wrapKeyId: string, after: { id: string; version: number }): Promise<readonly WrappedRow[]> {
    const rows = await this.masterKeys.claimNotUnder(tx, wrapKeyId, after, KEYS_IN_A_BATCH);
    const under = await this.wrapKeys.withId(wrapKeyId);
    const fresh: { id: string; version: number; wrapped: Wrapped }[] = [];
    for (const row of rows) {
      const name = { id: row.id, version: row.version, owner: ownerText({ kind: row.ownerKind, name: row.ownerName }) };
      const key = unwrapKey(await this.wrapKeys.withId(row.wrapKeyId), row.wrapped, name);
      fresh.push({ id: row.id, version: row.version, wrapped: wrapKey(under, key) });
    }
    if (fresh.length > 0) await this.masterKeys.rewrap(tx, wrapKeyId, fresh);
    return rows;
  }

  /** The next check may succeed; until then keys in memory serve. */
  private watchFailed(error: unknown): void {
    this.log.warn('master password watch failed', { error: error instanceof Error ? error.name : 'unknown' });
  }

  private async replaceVerifier(verifier: string): Promise<void> {
    if ((await this.master.files.read('.auth')) === verifier) return;
    await this.master.files.replace('.auth', verifier);
    this.log.warn('the master password was changed: restart every instance with the new one');
  }
}

function onlyCurrent(stored: readonly StoredMasterKey[]): StoredMasterKey {
  const [current] = stored;
  // A remaining bridge belongs to a change whose new password has not been started with.
  if (current?.state === 'current' && current.bridge) throw masterChangeJustFinished();
  if (!current || stored.length > 1) throw masterChangeUnderWay();
  return current;
}
