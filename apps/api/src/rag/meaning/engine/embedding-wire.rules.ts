export type EmbeddingServerKind = 'ollama' | 'openai';

/** The request for vectors of texts, from the address that the settings give, with or without `/api` or `/v1`. */
export function requestFor(
  kind: EmbeddingServerKind,
  baseUrl: string,
  model: string,
  texts: readonly string[],
): { readonly url: string; readonly body: string } {
  const root = rootOf(kind, baseUrl);
  return kind === 'ollama'
    ? { url: `${root}/api/embed`, body: JSON.stringify({ model, input: texts, truncate: true }) }
    : { url: `${root}/v1/embeddings`, body: JSON.stringify({ model, input: texts, encoding_format: 'float' }) };
}

/** Where Ollama lists its models with their digests. */
export function modelsAddress(baseUrl: string): string {
  return `${rootOf('ollama', baseUrl)}/api/tags`;
}

function rootOf(kind: EmbeddingServerKind, baseUrl: string): string {
  const bare = baseUrl.replace(/\/+$/u, '');
  return bare.replace(kind === 'ollama' ? /\/api$/u : /\/v1$/u, '');
}

/** The vectors of an answer in the order of the texts, each of length 1. Null for anything else than one whole vector for each text. */
export function vectorsIn(kind: EmbeddingServerKind, answer: unknown, count: number): readonly Float32Array[] | null {
  const listed = kind === 'ollama' ? fieldOf(answer, 'embeddings') : inOrder(fieldOf(answer, 'data'));
  if (!Array.isArray(listed) || listed.length !== count) return null;
  const vectors = listed.map(unitVector);
  const dimensions = vectors[0]?.length;
  return vectors.every((vector) => vector !== null && vector.length === dimensions) ? (vectors as Float32Array[]) : null;
}

/** The first characters of the digest of a model; null where the server does not list it. A name without a tag means the newest. */
export function digestIn(answer: unknown, model: string): string | null {
  const models = fieldOf(answer, 'models');
  if (!Array.isArray(models)) return null;
  const found: unknown = models.find((each) => [model, `${model}:latest`].includes(String(fieldOf(each, 'name'))));
  const digest = fieldOf(found, 'digest');
  return typeof digest === 'string' ? digest.replace(/^sha256:/u, '').slice(0, 12) : null;
}

/** OpenAI numbers its vectors; a server that does not lists them in order. */
function inOrder(data: unknown): unknown {
  if (!Array.isArray(data)) return null;
  const numbered = data.map((each: unknown, at) => ({
    at: Number(fieldOf(each, 'index') ?? at),
    vector: fieldOf(each, 'embedding'),
  }));
  return numbered.sort((one, other) => one.at - other.at).map(({ vector }) => vector);
}

function unitVector(values: unknown): Float32Array | null {
  if (!Array.isArray(values) || values.length === 0 || !values.every((value) => Number.isFinite(value))) return null;
  const vector = Float32Array.from(values as number[]);
  const length = Math.hypot(...vector);
  return length === 0 ? null : vector.map((value) => value / length);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
