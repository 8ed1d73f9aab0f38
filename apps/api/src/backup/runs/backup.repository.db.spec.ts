import { afterAll, expect, it } from 'vitest';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { uuidv7 } from '#platform/ids.js';
import { aDatabase } from '../../../../../test/support/database.js';
import { aKeyringInstance } from '../../../../../test/support/keyring.js';
import { BackupRepository } from './backup.repository.js';

const { runtimeUrl } = await aDatabase();
const instance = await aKeyringInstance({ runtimeUrl });
afterAll(() => instance.close());
const repository = new BackupRepository(instance.database, new DeclaredRows(instance.keyring));
const extent = { bytes: 3, rows: 2, tables: 1 };
const at = new Date('2026-03-02T08:00:00Z');

it.each(['finished', 'failed'] as const)('a backup is settled once: one that is %s stays so', async (state) => {
  const id = uuidv7(Date.now());
  const run = { id, label: null, madeByKind: 'schedule', madeBy: null, announcedBy: null, createdAt: at } as const;
  await instance.transactions.run(async (tx) => {
    await repository.begin(tx, run);
    const settle = {
      finished: () => repository.finish(tx, id, extent, 9, at),
      failed: () => repository.fail(tx, id, 'interrupted', at),
    };
    expect(await settle[state]()).toBe(true);
    expect([await settle.finished(), await settle.failed()]).toEqual([false, false]);
  });
  expect((await repository.one(id))?.state).toBe(state);
});
