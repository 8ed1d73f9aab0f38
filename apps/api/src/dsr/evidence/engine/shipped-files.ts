import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';

/** Files that are shipped with the program: the maps of rules, and the list of its packages. */
@Injectable()
export class ShippedFiles {
  /** The directory of `package.json`, from here upwards. */
  private readonly root = rootAbove(import.meta.dirname);

  /** The pages of `docs/compliance` by name; none where they are not shipped. */
  async complianceMaps(): Promise<ReadonlyMap<string, string>> {
    const directory = join(this.root, 'docs', 'compliance');
    if (!existsSync(directory)) return new Map();
    const names = (await readdir(directory)).filter((name) => name.endsWith('.md')).sort();
    return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const)));
  }

  /** What npm installed, with versions and hashes; null where that was not kept. */
  async installedPackages(): Promise<unknown> {
    const file = join(this.root, 'node_modules', '.package-lock.json');
    return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as unknown) : null;
  }
}

function rootAbove(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const above = join(directory, '..');
  if (above === directory) throw new Error('There is no package.json above the program.');
  return rootAbove(above);
}
