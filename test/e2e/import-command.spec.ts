import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { importFiles, type ImportOptions } from '../../apps/cli/src/import/import.js';
import { migrateEncrypt } from '../../apps/cli/src/import/migrate-encrypt.js';
import { Refusal } from '../../apps/cli/src/refusal.js';
import type { Conversation } from '../../libs/contracts/chat/chat.js';
import type { ImportReport } from '../../libs/contracts/chat/import.js';
import type { Page } from '../../libs/contracts/common.js';
import { anApp } from '../support/app.js';
import { aClient } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const subject = await anApp();
const folder = mkdtempSync(join(tmpdir(), 'chatman-import-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
let person: Person;
let options: ImportOptions;

const libre = (id: string): string =>
  JSON.stringify({
    conversationId: id,
    title: `Moved ${id}`,
    messages: [
      { messageId: 'a', isCreatedByUser: true, text: 'Are you free?', children: [] },
      { messageId: 'b', parentMessageId: 'a', isCreatedByUser: false, text: 'I am.', model: 'mistral', children: [] },
    ],
  });

const tokenWith = async (name: string, scopes: string[]): Promise<string> => {
  const { token } = await person.ask<{ token: string }>('POST', '/auth/tokens', { name, scopes, expiresInDays: 1 });
  const file = join(folder, name);
  writeFileSync(file, `${token}\n`);
  return file;
};

beforeAll(async () => {
  person = await aClient(subject, 'mover');
  options = { server: subject.url, tokenFile: await tokenWith('token', ['chat:converse', 'account:own']), json: true };
});

/** What the command printed, and its exit code. */
async function ran(paths: string[], by = options): Promise<{ code: number; text: string }> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const code = await importFiles(paths, by);
    return { code, text: write.mock.calls.map(([text]) => String(text)).join('') };
  } finally {
    write.mockRestore();
  }
}

describe('chatman import', () => {
  it('imports files for the owner of the token, reports each, and goes on after one that is no export', async () => {
    const [first, none, second] = ['one.json', 'none.json', 'two.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(first, libre('one'));
    writeFileSync(none, '{}');
    writeFileSync(second, libre('two'));
    const { code, text } = await ran([first, none, second]);
    const ended = JSON.parse(text) as { path: string; report: ImportReport | null; problem: string | null }[];
    expect(code).toBe(1);
    expect(ended.map(({ report }) => report?.conversations ?? null)).toEqual([1, null, 1]);
    expect(ended[1]?.problem).toContain('no export of conversations');
    const { items } = await person.ask<Page<Conversation>>('GET', '/chat/conversations');
    expect(items.map(({ title }) => title).sort()).toEqual(['Moved one', 'Moved two']);
  });

  it('says in words what came and what was left out', async () => {
    const file = join(folder, 'again.json');
    writeFileSync(file, libre('again'));
    expect((await ran([file], { ...options, json: false })).text).toContain(
      '1 conversations with 2 messages imported (librechat)',
    );
    const { code, text } = await ran([file], { ...options, json: false });
    expect([code, text]).toEqual([0, expect.stringContaining('left out, already-here: 1')]);
  });

  it('refuses without a token, a file or a server, and says of a token without the permission that it is refused', async () => {
    const file = join(folder, 'one.json');
    await expect(importFiles([file], { ...options, tokenFile: '' })).rejects.toThrow('permissions chat:converse and account:own');
    await expect(importFiles([join(folder, 'nowhere')], options)).rejects.toThrow(Refusal);
    await expect(importFiles([file], { ...options, server: 'http://127.0.0.1:9' })).rejects.toThrow("can't be reached");
    const tokenFile = await tokenWith('less', ['account:own']);
    expect((await ran([file], { ...options, tokenFile })).code).toBe(1);
  });
});

describe('chatman migrate-encrypt', () => {
  interface Report {
    readonly files: readonly {
      path: string;
      verified: number;
      conversations: number;
      notVerified: string[];
      problem: string | null;
    }[];
  }
  const migrated = async (paths: string[], report: string): Promise<{ code: number; report: Report; text: string }> => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      const code = await migrateEncrypt(paths, { ...options, json: false, report });
      const text = write.mock.calls.map(([each]) => String(each)).join('');
      return { code, text, report: JSON.parse(readFileSync(report, 'utf8')) as Report };
    } finally {
      write.mockRestore();
    }
  };

  it('imports, reads back, compares, reports without content, and leaves the file', async () => {
    const file = join(folder, 'plain.json');
    writeFileSync(file, libre('plain'));
    const { code, text, report } = await migrated([file], join(folder, 'report.json'));
    expect(code).toBe(0);
    expect(text).toContain('1 of 1 conversations (2 messages) encrypted and compared');
    expect(report.files).toMatchObject([{ path: file, conversations: 1, verified: 1, notVerified: [], problem: null }]);
    expect(JSON.stringify(report)).not.toContain('Are you free');
    expect(readFileSync(file, 'utf8')).toBe(libre('plain'));
    await expect(migrateEncrypt([file], { ...options, report: join(folder, 'report.json') })).rejects.toThrow('already a file');
  });

  it('finds a conversation that is not here as it was, and ends with 1', async () => {
    const file = join(folder, 'changed.json');
    writeFileSync(file, libre('changed'));
    await ran([file]);
    writeFileSync(file, libre('changed').replace('I am.', 'I am not.'));
    const { code, text, report } = await migrated([file], join(folder, 'report-2.json'));
    expect(code).toBe(1);
    expect(text).toContain('BAD');
    expect(report.files[0]).toMatchObject({ verified: 0, notVerified: [expect.any(String)] });
  });
});
