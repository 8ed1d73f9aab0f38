// Hints to the browser to compile the portal's files eagerly while they load. Without that it only pre-parses each function, and
// compiles it when it is first called: in the middle of the portal's start, where nothing else can happen. Browsers that do not know
// the hint read a comment.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Seen only at the very beginning of a file. */
const hint = '//# allFunctionsCalledOnLoad\n';
const modules = /^(main|start|chunk)-.*\.js$/;

/** Marks the portal's own modules that were built into `directory`. */
export async function hintCompiler(directory) {
  const names = (await readdir(directory)).filter((name) => modules.test(name));
  if (names.length === 0) throw new Error(`${directory} holds no module of the portal.`);
  await Promise.all(names.map((name) => markOne(join(directory, name))));
}

async function markOne(file) {
  const code = await readFile(file, 'utf8');
  if (!code.startsWith(hint)) await writeFile(file, hint + code);
}
