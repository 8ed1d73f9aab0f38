import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Database } from '#platform/database/database.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { KeyMint } from '#platform/keyring/keys/key-mint.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { KeyringRepository } from '#platform/keyring/keyring.repository.js';
import { MasterChange } from '#platform/keyring/master/master-change.js';
import { MasterFiles } from '#platform/keyring/master/master-files.js';
import { MasterKeyRepository } from '#platform/keyring/master/master-key.repository.js';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import { KeyRotation } from '#platform/keyring/rotation/key-rotation.js';
import { SealerCache } from '#platform/keyring/keys/sealer-cache.js';
import { WrapKeys } from '#platform/keyring/master/wrap-keys.js';
import { Log } from '#platform/logging/log.js';
import { MasterKeys } from '#sealing/keys/master.js';

export interface TestInstance {
  readonly keyring: Keyring;
  readonly rotation: KeyRotation;
  readonly masterChange: MasterChange;
  readonly transactions: Transactions;
  readonly database: Database;
  close(): Promise<void>;
}

export interface InstanceOptions {
  readonly runtimeUrl: string;
  /** The master password opened; that of `aMaster()` unless given. */
  readonly master?: OpenedMaster;
  /** A monotonic time in milliseconds, by which keys in memory age. */
  readonly now?: () => number;
}

/** The part of one API instance that seals and opens, with connections of its own, as after its start. */
export async function aKeyringInstance({ runtimeUrl, master, now }: InstanceOptions): Promise<TestInstance> {
  const dataSource = await new DataSource({ type: 'postgres', url: runtimeUrl }).initialize();
  const opened = master ?? (await aMaster());
  const database = new Database(dataSource);
  const transactions = new Transactions(dataSource, new Log('error'));
  const repository = new KeyringRepository(database);
  const masterKeys = new MasterKeyRepository(database);
  const wrapKeys = new WrapKeys(opened, masterKeys, transactions);
  const mint = new KeyMint(repository, wrapKeys);
  const cache = new SealerCache(now ? { now } : {});
  const keyring = new Keyring(repository, wrapKeys, mint, cache, transactions, new Ids());
  const masterChange = new MasterChange(opened, masterKeys, wrapKeys, transactions, new Ids(), new Log('error'));
  const close = async (): Promise<void> => {
    await masterChange.onModuleDestroy();
    await dataSource.destroy();
  };
  try {
    await wrapKeys.onModuleInit();
    await masterChange.onModuleInit();
  } catch (error) {
    await close();
    throw error;
  }
  return { keyring, rotation: new KeyRotation(repository, mint, cache), masterChange, transactions, database, close };
}

let shared: Promise<MasterKeys> | undefined;

/** A master password as opened at the start, without files; every call gives the same keys. */
export async function aMaster(): Promise<OpenedMaster> {
  const derivation = { version: 1, salt: Buffer.alloc(32, 1) } as const;
  shared ??= MasterKeys.derive('the master password of specs', derivation);
  const directory = mkdtempSync(join(tmpdir(), 'chatman-config-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return { keys: await shared, derivation, files: new MasterFiles(directory), withdraw: () => Promise.resolve() };
}
