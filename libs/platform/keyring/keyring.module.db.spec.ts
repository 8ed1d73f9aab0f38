import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { Transactions } from '../database/transactions.js';
import { Ids } from '../ids.js';
import { Log } from '../logging/log.js';
import { DataKeyRow } from './keys/data-key.entity.js';
import { Keyring } from './keyring.js';
import { KeyringModule } from './keyring.module.js';
import { KeyringProbe } from './health/keyring.probe.js';
import { aDatabase } from '../../../test/support/database.js';
import { aMaster } from '../../../test/support/keyring.js';

const database = await aDatabase();

@Global()
@Module({
  imports: [TypeOrmModule.forRoot({ type: 'postgres', url: database.runtimeUrl, autoLoadEntities: true })],
  providers: [Clock, Database, Transactions, Ids, { provide: Log, useFactory: () => new Log('error') }],
  exports: [Clock, Database, Transactions, Ids, Log],
})
class SmallPlatform {}

it('starts with the application, reports that encryption works, and maps its table', async () => {
  const app = await Test.createTestingModule({ imports: [SmallPlatform, KeyringModule.with(await aMaster())] }).compile();
  await app.init();
  try {
    expect(await app.get(KeyringProbe).check()).toEqual({ status: 'pass', message: 'Encryption system operational' });
    await app.get(Keyring).secretFor('pepper');
    const rows = await app
      .get(DataSource)
      .getRepository(DataKeyRow)
      .find({ order: { ownerName: 'ASC' } });
    expect(rows.map(({ ownerKind, ownerName, version, state }) => [ownerKind, ownerName, version, state])).toEqual([
      ['purpose', 'health', 1, 'active'],
      ['purpose', 'secret.pepper', 1, 'active'],
    ]);
  } finally {
    await app.close();
  }
});
