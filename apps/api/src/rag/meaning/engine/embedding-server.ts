import { errorName } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';
import type { Outbound } from '#platform/outbound/outbound.js';
import type { Embedded, EmbeddingModel, EmbeddingTrouble, TextRole } from './embedding-model.js';
import { digestIn, modelsAddress, requestFor, vectorsIn, type EmbeddingServerKind } from './embedding-wire.rules.js';

export interface EmbeddingServerSettings {
  readonly kind: EmbeddingServerKind;
  readonly baseUrl: string;
  readonly model: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Put before each text, as some models want it. */
  readonly prefixes: Readonly<Record<TextRole, string>>;
  readonly leastSimilarity: number;
}

/** Milliseconds. A model may have to be loaded first. */
const PATIENCE_MS = 60_000;
/** After a failure, as long as this nothing is asked. */
const REST_MS = 30_000;
const ID_HOLDS_MS = 60_000;

/** An embedding model of Ollama, or of a server with OpenAI's API. */
export class EmbeddingServer implements EmbeddingModel {
  readonly isEnglishOnly = false;
  readonly isCalibrated = false;
  readonly leastSimilarity: number;
  trouble: EmbeddingTrouble | null = null;
  private restsUntil = 0;
  private known: { readonly id: string; readonly until: number } | null = null;

  constructor(
    private readonly settings: EmbeddingServerSettings,
    private readonly outbound: Outbound,
    private readonly log: Log,
  ) {
    this.leastSimilarity = settings.leastSimilarity;
  }

  /** With the digest where the server tells it: a model that was replaced under its name makes other vectors. */
  async id(): Promise<string | null> {
    const { kind, model, baseUrl } = this.settings;
    if (kind === 'openai') return `openai/${model}`;
    if (this.known !== null && this.known.until > Date.now()) return this.known.id;
    if (Date.now() < this.restsUntil) return null;
    try {
      const response = await this.call('GET', modelsAddress(baseUrl));
      const digest = response.ok ? digestIn(await response.json(), model) : null;
      if (digest === null) return this.rest('the embedding server does not have the model', { model, status: response.status });
      this.known = { id: `ollama/${model}@${digest}`, until: Date.now() + ID_HOLDS_MS };
      this.trouble = null;
      return this.known.id;
    } catch (error) {
      return this.rest('embedding server cannot be reached', { error: errorName(error) });
    }
  }

  async embed(texts: readonly string[], role: TextRole): Promise<Embedded | null> {
    if (Date.now() < this.restsUntil) return null;
    const prefixed = texts.map((text) => this.settings.prefixes[role] + text);
    try {
      const embedded = (await this.vectorsOf(prefixed)) ?? (await this.oneByOne(prefixed));
      this.trouble = null;
      return embedded;
    } catch (error) {
      return this.rest('embedding server failed', { error: errorName(error) });
    }
  }

  /** Null where the server refuses the texts; one that it does not like is enough for that. Throws where it fails. */
  private async vectorsOf(texts: readonly string[]): Promise<Embedded | null> {
    const { kind, baseUrl, model } = this.settings;
    const { url, body } = requestFor(kind, baseUrl, model, texts);
    const response = await this.call('POST', url, body);
    if ([400, 413, 422].includes(response.status)) return null;
    if (!response.ok) throw new EmbeddingServerFailure(`answered ${response.status}`);
    const vectors = vectorsIn(kind, await response.json(), texts.length);
    if (vectors === null) throw new EmbeddingServerFailure('sent no vectors');
    return vectors;
  }

  private async oneByOne(texts: readonly string[]): Promise<Embedded> {
    const embedded: (Float32Array | null)[] = [];
    for (const text of texts) embedded.push((await this.vectorsOf([text]))?.[0] ?? null);
    return embedded;
  }

  private call(method: 'GET' | 'POST', url: string, body?: string): Promise<Response> {
    return this.outbound.fetch(url, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...this.settings.headers },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
      namedHost: new URL(url).hostname,
    });
  }

  private rest(message: string, facts: Readonly<Record<string, string | number>>): null {
    this.restsUntil = Date.now() + REST_MS;
    this.known = null;
    if (this.trouble === null) this.log.warn(message, { ...facts, cure: 'check retrieval.embeddings and that the server runs' });
    this.trouble = 'server';
    return null;
  }
}

class EmbeddingServerFailure extends Error {
  override readonly name = 'EmbeddingServerFailure';
}
