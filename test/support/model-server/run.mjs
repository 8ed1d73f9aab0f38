/**
 * Runs the model server as a process, straight from its TypeScript: `node test/support/model-server/run.mjs --port 11434`.
 * Node strips the types; this only teaches it that `./x.js` in an import may be `./x.ts` on disk.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const fromOurs = context.parentURL?.endsWith('.ts') && specifier.startsWith('.');
    return next(fromOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

await import('./main.ts');
