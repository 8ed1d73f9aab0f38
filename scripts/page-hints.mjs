// Tells the browser the order of the portal's first files: the style sheet first, so that something appears on the
// screen, then every module of the first page in parallel. The bundler names the modules that it knows before it merges chunks; one that
// is named nowhere is found only when its importer has arrived, one more round trip.
import { init, parse } from 'es-module-lexer';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

const firstLoadLimit = 480_000;

/** Writes the hints into the page of the portal that was built into `directory`. */
export async function hintModules(directory) {
  await init;
  const page = join(directory, 'index.html');
  const html = await readFile(page, 'utf8');
  const entry = /<script src="([^"]+)" type="module"/.exec(html)?.[1];
  if (entry === undefined) throw new Error(`${page} starts no module.`);
  const start = (await readdir(directory)).find((name) => /^start-.*\.js$/.test(name));
  if (start === undefined) throw new Error(`${directory} holds no module that starts the application.`);
  const modules = await importedBefore(entry, start, (name) => readFile(join(directory, name), 'utf8'));
  await staysSmall(directory, [entry, ...modules]);
  await writeFile(page, withHints(html, modules));
}

/** What every page needs before it shows anything, before compression. */
async function staysSmall(directory, modules) {
  const sizes = await Promise.all(modules.map(async (name) => (await stat(join(directory, name))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > firstLoadLimit)
    throw new Error(`The portal starts with ${total} bytes of JavaScript; at most ${firstLoadLimit} are allowed.`);
}

/** The modules that have to be there before `entry`, and `start` that it imports at once, can run, in the order in which they are found. */
async function importedBefore(entry, start, read) {
  const found = new Set([entry, start]);
  for (const name of found) {
    const [imports] = parse(await read(name));
    // Dynamic imports have the place of their call; static ones have none.
    for (const { n: path, d: dynamicAt } of imports) {
      if (dynamicAt === -1) found.add(posix.join(posix.dirname(name), path));
    }
  }
  found.delete(entry);
  return [...found];
}

function withHints(html, modules) {
  const bare = html.replace(/<link rel="modulepreload"[^>]*>/g, '');
  const hints = modules.map((name) => `<link rel="modulepreload" fetchpriority="low" href="${name}">`).join('');
  return bare.replace(/<script src="[^"]+" type="module"/, (start) => `${hints}${start} fetchpriority="low"`);
}
