import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.js';

const server = {
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: { conditions: ['chat-man-source'] },
  ssr: { resolve: { conditions: ['chat-man-source'] } },
};

/**
 * Files at once, whatever the machine: these tests wait as much as they compute, so that three fit two processors, and real-time
 * tests race when there are many.
 */
const maxWorkers = 3;

/** How long `expect.poll` waits for what must come; only a failure waits to the end. */
const poll = { timeout: 15_000 };

/** One project a tier, so that `vitest --project pure` is the fast loop and CI runs all of them. */
export default defineConfig({
  ...server,
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        ...server,
        test: {
          name: 'pure',
          maxWorkers,
          expect: { poll },
          include: [
            'apps/{api,cli}/**/*.spec.ts',
            'libs/**/*.spec.ts',
            'test/support/**/*.spec.ts',
            'test/architecture/**/*.spec.ts',
          ],
          exclude: ['**/*.db.spec.ts', '**/node_modules/**'],
          // Hashing passwords as in production takes its time, on a busy machine a multiple of it.
          testTimeout: 60_000,
        },
      },
      {
        ...server,
        test: {
          name: 'db',
          maxWorkers,
          expect: { poll },
          include: ['**/*.db.spec.ts'],
          exclude: ['**/node_modules/**', 'dist/**'],
          globalSetup: ['test/support/cluster.setup.ts'],
          setupFiles: ['test/support/after-file.setup.ts'],
          // The master password is changed here with the real cost of its hash.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...server,
        test: {
          name: 'e2e',
          // Every file boots an application of its own and closes it; what they share is code alone, which takes a third of the time to load.
          isolate: false,
          maxWorkers,
          expect: { poll },
          include: ['test/e2e/**/*.spec.ts'],
          globalSetup: ['test/support/cluster.setup.ts'],
          setupFiles: ['test/support/after-file.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...server,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.spec.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers,
          expect: { poll },
        },
      },
      {
        ...server,
        test: {
          name: 'portal',
          include: ['test/portal/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // A browser on a busy machine stalls now and then. Only here: elsewhere a failure by chance is a race in the product, and
          // the end of the run names every test that needed its second try.
          retry: 1,
          maxWorkers,
          expect: { poll },
        },
      },
    ],
  },
});
