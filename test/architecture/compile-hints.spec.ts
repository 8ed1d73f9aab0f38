import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const { hintCompiler } = (await import('../../scripts/compile-hints.mjs' as string)) as {
  hintCompiler(directory: string): Promise<void>;
};

describe('the hint to compile', () => {
  let built: string;
  beforeEach(() => {
    built = mkdtempSync(join(tmpdir(), 'chatman-compile-'));
  });
  afterEach(() => {
    rmSync(built, { recursive: true });
  });

  it('comes before everything else in each module of the portal, once, and changes nothing else', async () => {
    put('main-AAAAAAAA.js', 'import"./chunk-BBBBBBBB.js";');
    put('chunk-BBBBBBBB.js', 'export const x=()=>1;');
    await hintCompiler(built);
    await hintCompiler(built);
    expect(written('main-AAAAAAAA.js')).toBe('//# allFunctionsCalledOnLoad\nimport"./chunk-BBBBBBBB.js";');
    expect(written('chunk-BBBBBBBB.js')).toBe('//# allFunctionsCalledOnLoad\nexport const x=()=>1;');
  });

  it('is left out of what is no module of the portal', async () => {
    put('main-AAAAAAAA.js', '');
    put('theme.js', 'x');
    put('styles-CCCCCCCC.css', 'y');
    await hintCompiler(built);
    expect([written('theme.js'), written('styles-CCCCCCCC.css')]).toEqual(['x', 'y']);
  });

  it('is not forgotten when modules are named in another way', async () => {
    put('page.mjs', '');
    await expect(hintCompiler(built)).rejects.toThrow('holds no module');
  });

  function put(name: string, text: string): void {
    writeFileSync(join(built, name), text);
  }

  function written(name: string): string {
    return readFileSync(join(built, name), 'utf8');
  }
});
