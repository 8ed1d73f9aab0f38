// `node test/bench/run.mjs retrieval --passages 20000`: a measurement, on a Node.js that can run it.
process.argv.splice(2, 0, 'bench');
await import('../../scripts/run.mjs');
