import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const { hintModules } = (await import('../../scripts/page-hints.mjs' as string)) as {
  hintModules(directory: string): Promise<void>;
};

const page = (rest: string): string =>
  `<html><head><link rel="stylesheet" href="styles.css"></head><body>${rest}<script src="main.js" type="module" nonce="n"></script></body></html>`;

describe('the hints in the first page', () => {
  let built: string;
  beforeEach(() => {
    built = mkdtempSync(join(tmpdir(), 'chatman-page-'));
  });
  afterEach(() => {
    rmSync(built, { recursive: true });
  });

  it('name every module that has to be there before the portal starts, once, and none that comes later', async () => {
    put('index.html', page('<link rel="modulepreload" href="a.js" nonce="n">'));
    put('main.js', 'import{x}from"./a.js";import"./b.js";const later=()=>import("./later.js");x(later,import.meta.url)');
    put('start-AAAAAAAA.js', 'import"./c.js";import"./d.js"');
    put('d.js', '');
    put('a.js', 'import{y as z}from"./c.js";export const x=z,text=\'import"./not-code.js"\';');
    put('b.js', 'export*from"./c.js"');
    put('c.js', 'export const y=()=>{}');
    await hintModules(built);
    expect(hinted()).toEqual(['start-AAAAAAAA.js', 'a.js', 'b.js', 'c.js', 'd.js']);
  });

  it('let the style sheet go first', async () => {
    put('index.html', page(''));
    put('main.js', 'import"./a.js"');
    put('start-AAAAAAAA.js', '');
    put('a.js', '');
    await hintModules(built);
    expect(written()).toContain('<link rel="modulepreload" fetchpriority="low" href="a.js">');
    expect(written()).toContain('<script src="main.js" type="module" fetchpriority="low" nonce="n">');
    expect(written()).toContain('<link rel="stylesheet" href="styles.css">');
  });

  it('are not made up for a page that starts nothing', async () => {
    put('index.html', '<html></html>');
    await expect(hintModules(built)).rejects.toThrow('starts no module');
  });

  it('fail for a portal that has grown too much to start quickly', async () => {
    put('index.html', page(''));
    put('main.js', '');
    put('start-AAAAAAAA.js', ' '.repeat(480_001));
    await expect(hintModules(built)).rejects.toThrow('at most 480000');
  });

  function put(name: string, text: string): void {
    writeFileSync(join(built, name), text);
  }

  function written(): string {
    return readFileSync(join(built, 'index.html'), 'utf8');
  }

  function hinted(): string[] {
    return [...written().matchAll(/rel="modulepreload"[^>]*href="([^"]+)"/g)].map(([, name]) => name ?? '');
  }
});
