// Regenerates docs/reference/ from the declarations in the code. The same test that compares the pages writes them here.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const words = [vitest, 'run', '--project', 'e2e', 'test/e2e/reference.spec.ts', '--update'];
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
