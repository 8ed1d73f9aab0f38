import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { AuditRecord } from '#platform/access/ports.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { Ids } from '#platform/ids.js';
import { Log } from '#platform/logging/log.js';
import { aDatabase } from '../../../../../test/support/database.js';
import { aKnowledgeBase, aReader } from '../../../../../test/support/knowledge.js';
import { BuiltInCollection } from './built-in-collection.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { KnowledgeFileService } from './knowledge-file.service.js';
import { KnowledgeSettings } from '../rag.settings.js';

const database = await aDatabase();
const knowledge = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl });
const configDir = mkdtempSync(join(tmpdir(), 'chatman-knowledge-'));
const file = join(configDir, 'knowledge.md');
const recorded: AuditRecord[] = [];
const lines: string[] = [];
const services: KnowledgeFileService[] = [];
const reader = aReader();

afterAll(async () => {
  await Promise.all(services.map((service) => service.onApplicationShutdown()));
  await knowledge.close();
  rmSync(configDir, { recursive: true, force: true });
});

function aService(ofDirectory = configDir, own: object = {}): KnowledgeFileService {
  const settings = new Settings([KnowledgeSettings], {
    file: { knowledge: { maxFileBytes: 10_000, ...own } },
    fileName: 'settings.json',
    environment: {},
    overrides: new Map(),
  });
  const collections = new CollectionsRepository(knowledge.database, new DeclaredRows(knowledge.keyring));
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  const service = new KnowledgeFileService(
    { configDir: ofDirectory } as Environment,
    settings,
    new BuiltInCollection(collections, new Ids(), new Clock()),
    knowledge.documents,
    knowledge.versions,
    knowledge.ingestion,
    knowledge.transactions,
    { record: (_, event) => Promise.resolve(void recorded.push(event)) },
    new Log('info', stream),
  );
  services.push(service);
  return service;
}

async function found(question: string): Promise<string[]> {
  return (await knowledge.retrieval.passagesFor(reader, { question })).map(({ text }) => text);
}

const documents = async (): Promise<{ id: string }[]> => {
  const [builtIn] = (await knowledge.collections.list(reader, { limit: 10 })).items;
  return builtIn === undefined ? [] : (await knowledge.browsing.list(reader, builtIn.id, { limit: 10 })).items;
};

const service = aService();

describe('config/knowledge.md', () => {
  it('becomes the built-in collection that every role may read', async () => {
    writeFileSync(file, '# House rules\n\nThe canteen opens at noon.');
    await service.follow();
    expect(await found('When does the canteen open?')).toEqual(['The canteen opens at noon.']);
    const { items } = await knowledge.collections.list(aReader('compliance_officer'), { limit: 10 });
    expect(items).toMatchObject([{ name: 'Knowledge base', builtIn: true, documents: 1 }]);
    expect(await documents()).toMatchObject([{ title: 'House rules', mediaType: 'text/markdown' }]);
    expect(recorded).toMatchObject([
      { actor: 'system', action: 'knowledge.ingested', outcome: 'success', object: { type: 'document' } },
    ]);
  });

  it('is left alone while it says the same', async () => {
    const before = await documents();
    await service.follow();
    writeFileSync(file, '\ufeff# House rules\r\n\r\nThe canteen opens at noon.');
    await service.follow();
    expect(await documents()).toEqual(before);
    expect(recorded).toHaveLength(1);
  });

  it('is swapped in one step when it changes: no question finds nothing, or both', async () => {
    const answers = new Set<string>();
    let isOver = false;
    const asking = (async () => {
      while (!isOver) answers.add((await found('canteen opens')).join(' + '));
    })();
    writeFileSync(`${file}.new`, '# House rules\n\nThe canteen opens at one.');
    renameSync(`${file}.new`, file);
    await service.follow();
    await found('canteen opens');
    isOver = true;
    await asking;
    answers.add((await found('canteen opens')).join(' + '));
    expect(
      [...answers].filter((answer) => answer !== 'The canteen opens at noon.' && answer !== 'The canteen opens at one.'),
    ).toEqual([]);
    expect(answers).toContain('The canteen opens at one.');
    expect(await documents()).toHaveLength(1);
    expect(recorded.slice(1).map(({ action, reason }) => [action, reason])).toEqual([['knowledge.ingested', undefined]]);
  });

  it.each([
    ['too large', 'x'.repeat(10_001)],
    ['no text', Buffer.of(0x23, 0x20, 0xff, 0xfe)],
    ['in a script of one byte a letter', Buffer.from('f0d2c9d7c5d42c20cdc9d2', 'hex')],
  ])('is refused when it is %s, and what was there stays', async (_, content) => {
    writeFileSync(file, content);
    await service.follow();
    expect(await found('canteen')).toEqual(['The canteen opens at one.']);
    expect(lines.join('')).toContain('knowledge file not taken in');
    expect(service.state).toMatchObject({ trouble: expect.any(String) as string, isSomethingHeld: true });
  });

  it.each([
    ['UTF-16 of Windows', Buffer.from('\ufeff# House rules\r\n\r\nThe café opens at four.', 'utf16le')],
    ['Latin-1', Buffer.from('# House rules\n\nThe café opens at four.', 'latin1')],
    ['unseen characters', Buffer.from('\ufeff# House rules\n\nThe\fcafé\u2028opens\vat\u001bfour.')],
  ])('is read in %s, with every word', async (_, bytes) => {
    writeFileSync(file, '# House rules\n\nThe café is closed.');
    await service.follow();
    writeFileSync(file, bytes);
    await service.follow();
    expect(await found('When does the café open?')).toEqual(['The café opens at four.']);
    expect(service.state).toEqual({ trouble: null, isSomethingHeld: true });
  });

  it('is not taken in while it is being written', async () => {
    writeFileSync(file, '# House rules\n\nThe canteen opens at');
    const following = service.follow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    writeFileSync(file, '# House rules\n\nThe canteen opens at one. It closes at two.');
    await following;
    expect(await found('canteen')).toEqual([]);
    await service.follow();
    expect(await found('canteen')).toEqual(['The canteen opens at one. It closes at two.']);
  });

  it('is left as it is by an instance whose own file is another one and has not changed', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'chatman-knowledge-'));
    writeFileSync(join(elsewhere, 'knowledge.md'), '# House rules\n\nThe canteen opens at nine.');
    const other = aService(elsewhere);
    await other.follow();
    const events = recorded.length;
    for (const one of [service, other, service, other]) await one.follow();
    expect(await found('canteen')).toEqual(['The canteen opens at nine.']);
    expect(recorded).toHaveLength(events);
    expect([service.state.trouble, other.state.trouble]).toEqual(['differs', null]);

    writeFileSync(file, '# House rules\n\nThe canteen opens at ten.');
    await service.follow();
    expect(await found('canteen')).toEqual(['The canteen opens at ten.']);
    expect(service.state.trouble).toBeNull();
    rmSync(elsewhere, { recursive: true });
  });

  it('is followed without being asked', async () => {
    await service.onApplicationBootstrap();
    writeFileSync(`${file}.new`, '# House rules\n\nThe canteen opens at two.');
    renameSync(`${file}.new`, file);
    await vi.waitFor(async () => expect(await found('canteen')).toEqual(['The canteen opens at two.']), {
      timeout: 10_000,
      interval: 100,
    });
  });

  it('is taken in once by instances that start together', async () => {
    writeFileSync(file, '# House rules\n\nThe canteen opens at three.');
    await Promise.all([aService(), aService(), aService()].map((one) => one.follow()));
    expect(await documents()).toHaveLength(1);
    expect(await found('canteen')).toEqual(['The canteen opens at three.']);
  });

  it('takes its passages along when it goes', async () => {
    rmSync(file);
    await service.follow();
    expect(await documents()).toEqual([]);
    expect(recorded.at(-1)).toMatchObject({ actor: 'system', action: 'knowledge.removed', reason: 'file-removed' });
    expect(await found('canteen')).toEqual([]);
  });

  it('leaves no word of itself in the log', () => {
    expect(lines.join('')).not.toMatch(/canteen|House rules/u);
  });
});

describe('the mark of the built-in collection', () => {
  const marks = () =>
    knowledge.database.query<{ staysHere: boolean }>('SELECT stays_here AS "staysHere" FROM rag.collection WHERE built_in');

  it('follows the setting at each start, and only a change of it is recorded', async () => {
    const changes = () => recorded.filter(({ action }) => action === 'collection.changed').map(({ detail }) => detail);
    for (const [staysHere, expected] of [
      [true, []],
      [false, [{ staysHere: false }]],
      [false, [{ staysHere: false }]],
      [true, [{ staysHere: false }, { staysHere: true }]],
    ] as const) {
      await aService(configDir, { staysHere }).onApplicationBootstrap();
      expect([await marks(), changes()]).toEqual([[{ staysHere }], expected]);
    }
  });
});
