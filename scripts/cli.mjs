// Builds what changed, then becomes the operator's tool.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPortal, buildServer } from './build.mjs';

const main = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
const words = process.argv.slice(2);

try {
  await Promise.all([buildServer(), ...(words[0] === 'start' ? [buildPortal()] : [])]);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.argv = [process.execPath, main, ...words];
await import(pathToFileURL(main).href);
