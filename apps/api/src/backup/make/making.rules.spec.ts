import { describe, expect, it } from 'vitest';
import { BackupStopped, failureOf, tablesFor } from './making.rules.js';

describe('the name of a failure', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'directory-not-writable'],
    ['EROFS', 'directory-not-writable'],
    ['ECONNRESET', 'failed'],
  ])('of a file system or connection that says %s is %s', (code, failure) => {
    expect(failureOf(Object.assign(new Error(), { code }))).toBe(failure);
  });

  it('is what stopped the backup, where that has a name', () => {
    expect(failureOf(new BackupStopped('restart-needed'))).toBe('restart-needed');
    expect(failureOf(new DOMException('', 'AbortError'))).toBe('interrupted');
    expect(failureOf(undefined)).toBe('failed');
  });
});

describe('the tables of a backup', () => {
  const shape = (name: string, key = ['id']) => ({ name, key });
  const declared = [
    { table: 'chat.message', backup: 'data' },
    { table: 'keyring.data_key', backup: 'keyring' },
    { table: 'auth.session', backup: 'none' },
  ] as const;
  const all = declared.map(({ table }) => shape(table));

  it('are those that are declared so', () => {
    expect(tablesFor('data', declared, all)).toEqual([shape('chat.message')]);
    expect(tablesFor('keyring', declared, all)).toEqual([shape('keyring.data_key')]);
  });

  it('are never fewer than there are because a declaration is missing', () => {
    expect(() => tablesFor('data', declared, [...all, shape('chat.attachment')])).toThrow('chat.attachment');
  });

  it('have an order', () => {
    expect(() => tablesFor('data', declared, [shape('chat.message', [])])).toThrow('chat.message');
    expect(tablesFor('data', declared, [shape('auth.session', [])])).toEqual([]);
  });
});
