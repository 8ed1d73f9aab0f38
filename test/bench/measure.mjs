/**
 * Runs a measurement straight from its TypeScript; `run.mjs` beside it says how, and chooses the Node.js.
 * Prints one JSON document on standard output; progress goes to standard error.
 */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const name = process.argv[2] ?? '';
if (!/^[a-z-]+$/.test(name)) {
  console.error('Say which measurement to run, such as "retrieval".');
  process.exit(2);
}
process.argv.splice(2, 1);

const root = fileURLToPath(new URL('../../', import.meta.url));
// Vite only translates here; it serves nothing.
const translator = await createServer({
  configFile: false,
  root,
  logLevel: 'warn',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // Vite takes names of the imports map for packages and would run what was built last.
  resolve: { alias: [{ find: /^#([a-z]+)\/(.*)\.js$/, replacement: `${root}libs/$1/$2.ts` }] },
});
try {
  const { default: run } = await translator.ssrLoadModule(`/test/bench/${name}.ts`);
  await run();
} finally {
  await translator.close();
}
