#!/usr/bin/env node
// `npx chatman …`: the operator's tool, with the right Node.js.
process.argv.splice(2, 0, 'chatman');
await import('./run.mjs');
