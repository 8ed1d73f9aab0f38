import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentPage, SearchHits } from '#contracts/rag.js';
import { InboxService } from '../../apps/api/src/rag/inbox/inbox.service.js';
import { anApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';
import { aCollection } from '../support/uploads.js';

const subject = await anApp();
let staff: Person;
let collection: string;
let folder: string;

beforeAll(async () => {
  staff = await theFirstAdmin(subject);
  ({ id: collection } = await aCollection(staff, { name: 'Field Notes' }));
  folder = join(subject.dataDir, 'inbox', 'field notes');
  mkdirSync(join(folder, 'may'), { recursive: true });
});

/** Two looks, after which whatever did not change in between is taken in, or gone. */
async function looks(): Promise<void> {
  for (let nth = 0; nth < 2; nth++) await subject.app.get(InboxService).look();
}

const documents = async () => (await staff.ask<DocumentPage>('GET', `/rag/collections/${collection}/documents`)).items;
const found = async (query: string): Promise<string[]> =>
  (await staff.ask<SearchHits>('POST', '/rag/search', { query })).items.map(({ text }) => text);

describe('a folder of the inbox', () => {
  it('brings files into the collection of its name, and what changes as new versions', async () => {
    writeFileSync(join(folder, 'may', 'walk.md'), '# Walk\n\nA hoopoe was seen by the weir.');
    writeFileSync(join(folder, 'half.txt.part'), 'not finished');
    await looks();
    await expect.poll(() => found('hoopoe weir')).toEqual(['A hoopoe was seen by the weir.']);
    expect(await documents()).toMatchObject([{ title: 'Walk', fileName: 'walk.md', source: 'inbox', version: 1 }]);
    writeFileSync(join(folder, 'may', 'walk.md'), '# Walk\n\nTwo hoopoes were seen by the weir.');
    await looks();
    await expect.poll(() => found('hoopoe weir')).toEqual(['Two hoopoes were seen by the weir.']);
    expect(await documents()).toMatchObject([{ version: 2 }]);
  });

  it('takes the same content once, though it is touched', async () => {
    utimesSync(join(folder, 'may', 'walk.md'), new Date(), new Date());
    await looks();
    await looks();
    expect(await documents()).toMatchObject([{ version: 2, state: 'ready' }]);
  });

  it('removes what goes, and leaves what people uploaded', async () => {
    renameSync(join(folder, 'may', 'walk.md'), join(folder, 'walk.bin'));
    writeFileSync(join(folder, 'walk.bin'), Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]));
    await looks();
    await looks();
    expect(await found('hoopoe weir')).toEqual([]);
    await expect
      .poll(async () => (await documents()).map(({ state, problem }) => [state, problem?.code]))
      .toEqual([['failed', 'unknown-file-type']]);
    rmSync(join(folder, 'walk.bin'));
    await looks();
    await looks();
    expect(await documents()).toEqual([]);
  });
});
