import { parseArgs } from 'node:util';
import type { Knobs } from './knobs.js';
import { startModelServer } from './model-server.js';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, knobs: { type: 'string', default: '{}' } } });
const server = await startModelServer({ port: Number(values.port), ...(JSON.parse(values.knobs) as Partial<Knobs>) });
console.log(`Model server is ready at ${server.url}`);

const stop = (): void => void server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// Forked by a test that is gone: do not stay behind.
process.once('disconnect', stop);
