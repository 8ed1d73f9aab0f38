import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as commands from '../../apps/cli/src/knowledge/commands.js';
import { Refusal } from '../../apps/cli/src/refusal.js';
import { anApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';
import { aCollection } from '../support/uploads.js';

const subject = await anApp();
const folder = mkdtempSync(join(tmpdir(), 'chatman-knowledge-'));
afterAll(() => rmSync(folder, { recursive: true }));
let staff: Person;
let options: commands.Options;

beforeAll(async () => {
  staff = await theFirstAdmin(subject);
  await aCollection(staff, { name: 'Station' });
  const { token } = await staff.ask<{ token: string }>('POST', '/auth/tokens', {
    name: 'command line',
    scopes: ['knowledge:read', 'knowledge:manage', 'account:own'],
    expiresInDays: 1,
  });
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, `${token}\n`);
  options = { server: subject.url, tokenFile, json: true };
  mkdirSync(join(folder, 'papers', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'papers', 'hours.md'), '# Hours\n\nThe marmot station opens at nine in the morning.\n');
  writeFileSync(join(folder, 'papers', 'deep', 'empty.txt'), '');
  writeFileSync(join(folder, 'papers', '.hidden'), 'not this one');
});

/** What a command printed as JSON, and its exit code. */
async function ran<Printed>(command: Promise<number>): Promise<{ code: number; printed: Printed }> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const code = await command;
    return { code, printed: JSON.parse(write.mock.calls.map(([text]) => String(text)).join('')) as Printed };
  } finally {
    write.mockRestore();
  }
}

describe('chatman knowledge', () => {
  it('adds a folder, lists it, asks it, evaluates it, and removes a document', async () => {
    const added = await ran<{ path: string; state: string; documentId: string }[]>(
      commands.addFiles('Station', [join(folder, 'papers')], options),
    );
    expect(added.code).toBe(1);
    expect(added.printed.map(({ path, state }) => [path.slice(folder.length), state])).toEqual([
      ['/papers/deep/empty.txt', 'refused'],
      ['/papers/hours.md', 'completed'],
    ]);
    const { printed: listed } = await ran<{ id: string; title: string }[]>(commands.listDocuments('Station', options));
    expect(listed.map(({ title }) => title)).toEqual(['Hours']);
    const { printed: answer } = await ran<{ answer: string }>(
      commands.ask('When does the marmot station open?', { ...options, collection: 'Station' }),
    );
    expect(answer.answer).toContain('opens at nine');

    const { printed: collections } = await ran<{ id: string; name: string }[]>(commands.listCollections(options));
    const station = collections.find(({ name }) => name === 'Station')!;
    await staff.ask('POST', `/rag/collections/${station.id}/questions`, {
      question: 'When does it open?',
      documents: [listed[0]!.id],
    });
    const evaluated = await ran<{ recall: number }>(commands.evaluate('Station', options));
    expect([evaluated.code, evaluated.printed.recall]).toEqual([0, 1]);

    expect((await ran(commands.removeDocuments([listed[0]!.id], options))).code).toBe(0);
    expect((await ran(commands.listDocuments(station.id, options))).printed).toEqual([]);
  });

  it('says what is missing or wrong before anything is changed', async () => {
    await expect(commands.addFiles('Station', [join(folder, 'nowhere')], options)).rejects.toThrow(/no file or folder/);
    await expect(commands.listDocuments('Elsewhere', options)).rejects.toThrow(/no collection Elsewhere/);
    await expect(commands.removeDocuments(['all'], options)).rejects.toThrow(Refusal);
    await expect(commands.listCollections({ ...options, tokenFile: join(folder, 'lost') })).rejects.toThrow(/can't be read/);
    await expect(commands.listCollections({ ...options, server: 'chat' })).rejects.toThrow(/address of a server/);
  });

  it('may do no more than the person whose token it has', async () => {
    const { token } = await staff.ask<{ token: string }>('POST', '/auth/tokens', {
      name: 'reads',
      scopes: ['knowledge:read'],
      expiresInDays: 1,
    });
    const tokenFile = join(folder, 'reads');
    writeFileSync(tokenFile, token);
    await expect(commands.addFiles('Station', [join(folder, 'papers', 'hours.md')], { ...options, tokenFile })).rejects.toThrow(
      Refusal,
    );
  });
});
