// Merges the portal's modules so that a first page takes few requests. The bundler cuts one for each set of pages that share something, most of
// them of one or two kilobytes, and each costs a request. Few are left besides what a page has for itself: what the start
// needs, what sign-in and chat need beyond it, and what other pages share.
import { init, parse } from 'es-module-lexer';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { rolldown } from 'rolldown';

/** What the entry imports once it has the texts of the person's language. */
const startModule = 'start';
/** The pages that most people see first, by the names of their modules; the second come together (`loadMeanwhile` in app.routes.ts). */
const signInPages = ['sign-in-page'];
const chatPages = ['shell', 'chat.routes', 'chat-page'];

/** Merges what was built into `directory`, whose page still names the bundler's modules afterwards, but for the entry. */
export async function mergeChunks(directory) {
  await init;
  const page = join(directory, 'index.html');
  const html = await readFile(page, 'utf8');
  const entry = /<script src="([^"]+)" type="module"/.exec(html)?.[1];
  if (entry === undefined) throw new Error(`${page} starts no module.`);
  const names = (await readdir(directory)).filter((name) => name.endsWith('.js') && name !== 'theme.js');
  const imports = new Map(await Promise.all(names.map(async (name) => [name, await staticImports(join(directory, name))])));
  const first = withImports([entry], imports);
  const start = withImports(named([startModule], names), imports).difference(first);
  const signIn = withImports(named(signInPages, names), imports);
  const chat = withImports(named(chatPages, names), imports);
  const merged = await bundled(directory, entry, [
    { name: 'first', test: (id) => first.has(nameOf(id)), priority: 6 },
    { name: startModule, test: (id) => start.has(nameOf(id)), priority: 5 },
    { name: 'both', test: (id) => signIn.has(nameOf(id)) && chat.has(nameOf(id)), priority: 4 },
    { name: 'sign-in', test: (id) => signIn.has(nameOf(id)), priority: 3 },
    { name: 'chat', test: (id) => chat.has(nameOf(id)), priority: 2 },
    { name: 'shared', minShareCount: 2, priority: 1 },
  ]);
  await Promise.all(names.map((name) => rm(join(directory, name))));
  await Promise.all(merged.map(({ fileName, code }) => writeFile(join(directory, fileName), code)));
  const now = merged.find(({ isEntry }) => isEntry).fileName;
  await writeFile(page, html.replaceAll(entry, now));
}

async function bundled(directory, entry, groups) {
  const bundle = await rolldown({ input: join(directory, entry), treeshake: false, logLevel: 'silent' });
  try {
    const { output } = await bundle.generate({
      minify: { mangle: true, compress: false },
      entryFileNames: 'main-[hash].js',
      chunkFileNames: ({ name }) => (name === startModule ? 'start-[hash].js' : 'chunk-[hash].js'), // page-hints.mjs looks for it
      codeSplitting: { groups },
    });
    return output;
  } finally {
    await bundle.close();
  }
}

async function staticImports(file) {
  const [found] = parse(await readFile(file, 'utf8'));
  // Dynamic imports have the place of their call; static ones have none.
  return found.filter(({ d: dynamicAt }) => dynamicAt === -1).map(({ n: path }) => posix.normalize(path));
}

function withImports(from, imports) {
  const found = new Set(from);
  for (const name of found) for (const imported of imports.get(name) ?? []) found.add(imported);
  return found;
}

function named(pages, names) {
  return pages.map(
    (page) => names.find((name) => name.startsWith(`${page}-`)) ?? fail(`No module of the portal is called ${page}.`),
  );
}

function nameOf(id) {
  return id.split(/[\\/]/).at(-1);
}

function fail(reason) {
  throw new Error(reason);
}
