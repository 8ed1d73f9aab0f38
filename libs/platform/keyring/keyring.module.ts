import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeclaredRows } from '../database/declared-rows.js';
import { DataKeyRow } from './data-key.entity.js';
import { DestroyedOwnerRow } from './destroyed-owner.entity.js';
import { KeyMint } from './key-mint.js';
import { Keyring } from './keyring.js';
import { KeyringProbe } from './keyring.probe.js';
import { KeyringRepository } from './keyring.repository.js';
import { MasterChange } from './master-change.js';
import { MasterKeyRow } from './master-key.entity.js';
import { MasterKeyRepository } from './master-key.repository.js';
import type { OpenedMaster } from './master-password.js';
import { RecordCheck } from './record-check.js';
import { KeyRotation } from './rotation.js';
import { SealerCache } from './sealer-cache.js';
import { OPENED_MASTER, WrapKeys } from './wrap-keys.js';

@Module({})
export class KeyringModule {
  /** With a master password opened before anything else was touched (`openMasterPassword`). Needs Database, Transactions, Ids and Log. */
  static with(master: OpenedMaster): DynamicModule {
    return {
      module: KeyringModule,
      global: true,
      imports: [TypeOrmModule.forFeature([DataKeyRow, MasterKeyRow, DestroyedOwnerRow])],
      providers: [
        { provide: OPENED_MASTER, useValue: master },
        { provide: SealerCache, useFactory: () => new SealerCache() },
        KeyringRepository,
        MasterKeyRepository,
        WrapKeys,
        KeyMint,
        Keyring,
        DeclaredRows,
        KeyRotation,
        MasterChange,
        RecordCheck,
        KeyringProbe,
      ],
      exports: [Keyring, DeclaredRows, KeyRotation, MasterChange, RecordCheck, OPENED_MASTER],
    };
  }
}
