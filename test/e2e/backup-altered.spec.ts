import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { BackupChecks } from '../../apps/api/src/backup/verify/backup-checks.js';
import type { Backup, BackupCheck } from '../../libs/contracts/backup/backup.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { isThorough } from '../support/thorough.js';
import type { Person } from '../support/people.js';

const places = isThorough ? 500 : 24;
vi.setConfig({ testTimeout: 30_000 + places * 2_000 });

const chatMan = await anApp({ settings: { auth: { requireMfa: 'none' } } });
const backups = join(chatMan.dataDir, 'backups');
let admin: Person;
let older: string;
let backup: string;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
  const client = await aClient(chatMan, 'altered.client');
  for (const title of ['one', 'two', 'three']) await client.ask('POST', '/chat/conversations', { title });
  older = await make();
  await client.ask('POST', '/chat/conversations', { title: 'four' });
  backup = await make();
});

const make = async (): Promise<string> => (await admin.ask<Backup>('POST', '/backup/create?wait=true', {})).id;
const at = (name: string): string => join(backups, backup, name);
const files = (): string[] => readdirSync(join(backups, backup)).sort();
const parts = (): string[] => files().filter((name) => name.endsWith('.part'));
const faults = async (id = backup): Promise<BackupCheck[]> =>
  (await chatMan.app.get(BackupChecks).of(id)).filter(({ passed }) => !passed);

/** Brings the backup back to how it was made, after the test. */
function keepAsItWas(): void {
  const copy = join(chatMan.dataDir, 'as-it-was');
  cpSync(join(backups, backup), copy, { recursive: true });
  onTestFinished(() => {
    rmSync(join(backups, backup), { recursive: true });
    renameSync(copy, join(backups, backup));
  });
}

/** A place in a file, each byte of the backup as likely as any other; the same ones in each run. */
function someByte(number: number): { readonly file: string; readonly offset: number } {
  const sizes = files().map((file) => ({ file, bytes: statSync(at(file)).size }));
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  // The golden ratio spreads them evenly, whatever their number.
  let offset = Math.floor(((number * 0.618_033_988_75) % 1) * all);
  for (const { file, bytes } of sizes) {
    if (offset < bytes) return { file, offset };
    offset -= bytes;
  }
  throw new RangeError('no such byte');
}

function flip(file: string, offset: number, bit: number): void {
  const bytes = readFileSync(at(file));
  bytes[offset]! ^= 1 << bit;
  writeFileSync(at(file), bytes);
}

describe('a backup that was altered', () => {
  it('is sound before', async () => {
    expect(await faults()).toEqual([]);
  });

  it(`is found at each of ${places} places where one bit was flipped, and a part is named`, async () => {
    const notFound: string[] = [];
    for (let number = 0; number < places; number++) {
      const { file, offset } = someByte(number);
      flip(file, offset, number % 8);
      const [first] = await faults();
      flip(file, offset, number % 8);
      const isNamed = file.endsWith('.part') ? first?.message.startsWith(file) : first !== undefined;
      if (isNamed !== true) notFound.push(`${file} at ${offset}: ${String(first?.message)}`);
    }
    expect(notFound).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it.each([1, 16, 100])('is found when the last %i bytes of a part are cut off, and the part is named', async (bytes) => {
    keepAsItWas();
    const part = parts().find((name) => name.startsWith('audit.event.'))!;
    truncateSync(at(part), statSync(at(part)).size - bytes);
    expect(await faults()).toContainEqual({ name: 'parts', passed: false, message: `${part} was altered.` });
  });

  it('is found when a part is gone, or one is there that nobody wrote', async () => {
    keepAsItWas();
    const part = parts().find((name) => name.startsWith('chat.conversation.'))!;
    renameSync(at(part), at('chat.conversation.0001.part'));
    expect((await faults())[0]?.message).toBe(`${part} is missing.`);
    renameSync(at('chat.conversation.0001.part'), at(part));
    writeFileSync(at('chat.conversation.0001.part'), readFileSync(at(part)));
    expect((await faults())[0]?.message).toBe('1 files are not listed in the manifest.');
  });

  it('is found when two parts were exchanged, or one is from an older backup', async () => {
    keepAsItWas();
    const [one, other] = ['auth.user.0000.part', 'chat.conversation.0000.part'] as const;
    renameSync(at(one), at('between'));
    renameSync(at(other), at(one));
    renameSync(at('between'), at(other));
    expect((await faults())[0]?.message).toMatch(/^(auth\.user|chat\.conversation)\.0000\.part was altered\.$/);
    renameSync(at(one), at('between'));
    renameSync(at(other), at(one));
    renameSync(at('between'), at(other));
    cpSync(join(backups, older, other), at(other));
    expect((await faults())[0]?.message).toBe(`${other} was altered.`);
  });

  it('is found when it is an older one under a newer name, whole or with the manifest of the newer one', async () => {
    keepAsItWas();
    const manifest = readFileSync(at('manifest.json'));
    const note = readFileSync(at('manifest.note'));
    rmSync(join(backups, backup), { recursive: true });
    cpSync(join(backups, older), join(backups, backup), { recursive: true });
    expect(await faults()).toEqual([{ name: 'manifest', passed: false, message: 'The manifest can’t be read.' }]);
    writeFileSync(at('manifest.json'), readFileSync(at('manifest.json'), 'utf8').replaceAll(older, backup));
    expect((await faults()).map(({ name }) => name)).toContain('signature');
    writeFileSync(at('manifest.json'), manifest);
    writeFileSync(at('manifest.note'), note);
    expect((await faults()).map(({ name }) => name)).toContain('parts');
  });
});
