// Regenerates docs/reference/ from the declarations in the code; with --pictures also the pictures of the guides, from the running
// product. The tests that check both write them here.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const runs = [['e2e', 'test/e2e/reference.spec.ts', '--update']];
if (process.argv.includes('--pictures')) runs.push(['portal', 'test/portal/guide-pictures.spec.ts']);
process.env.TAKE_PICTURES = 'true';
for (const [project, ...words] of runs) {
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', project, ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode ||= status ?? 1;
}
