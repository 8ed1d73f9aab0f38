// Which test files the words on the command line mean.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '..');
const folders = ['apps', 'libs', 'test'];

/**
 * Test files in which a word is part of the path or, where no path has it, of the text of the file: so that both `npm test -- backup`
 * and `npm test -- "two people"` find what they name.
 * @param {string[]} words in lower or upper case; several mean all files that any of them finds
 * @returns {{ unknown: string[], portalUnits: string[], needsBuild: string[], others: string[] }} paths from the root, by how they are run;
 * `unknown` are the words that nothing matches
 */
export function chosenTests(words) {
  const all = folders.flatMap((folder) => specsBelow(join(root, folder)));
  const found = words.map((word) => matching(all, word.toLowerCase()));
  const files = [...new Set(found.flat())].sort();
  const isPortalUnit = (file) => file.startsWith('apps/portal/');
  const isOfTheBuilt = (file) => /^test\/(faults|portal)\//.test(file);
  return {
    unknown: words.filter((_, index) => found[index].length === 0),
    portalUnits: files.filter(isPortalUnit),
    needsBuild: files.filter(isOfTheBuilt),
    others: files.filter((file) => !isPortalUnit(file) && !isOfTheBuilt(file)),
  };
}

function matching(files, word) {
  const byPath = files.filter((file) => file.toLowerCase().includes(word));
  return byPath.length > 0 ? byPath : files.filter((file) => readFileSync(join(root, file), 'utf8').toLowerCase().includes(word));
}

function specsBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.spec.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
