import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeclaredRows } from '../database/declared/declared-rows.js';
import { DataKeyRow } from './keys/data-key.entity.js';
import { DestroyedOwnerRow } from './keys/destroyed-owner.entity.js';
import { KeyMint } from './keys/key-mint.js';
import { Keyring } from './keyring.js';
import { KeyringProbe } from './health/keyring.probe.js';
import { KeyringRepository } from './keyring.repository.js';
import { MasterChange } from './master/master-change.js';
import { MasterKeyRow } from './master/master-key.entity.js';
import { MasterKeyRepository } from './master/master-key.repository.js';
import type { OpenedMaster } from './master/master-password.js';
import { RecordCheck } from './health/record-check.js';
import { KeyRotation } from './rotation/key-rotation.js';
import { KeyTurnover } from './rotation/key-turnover.js';
import { Resealing } from './rotation/resealing.js';
import { TurnoverRepository } from './rotation/turnover.repository.js';
import { SealerCache } from './keys/sealer-cache.js';
import { OPENED_MASTER, WrapKeys } from './master/wrap-keys.js';

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
        KeyTurnover,
        Resealing,
        TurnoverRepository,
        MasterChange,
        RecordCheck,
        KeyringProbe,
      ],
      exports: [Keyring, DeclaredRows, KeyTurnover, MasterChange, RecordCheck, MasterKeyRepository, OPENED_MASTER],
    };
  }
}
