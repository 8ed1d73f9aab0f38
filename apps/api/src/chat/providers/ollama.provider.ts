import { fieldsOf, textIn, countIn } from './answer-reader.js';
import { streamAnswer } from './answer-stream.js';
import { askOnce } from './ask-once.js';
import {
  ProviderFailure,
  type AvailableModel,
  type ChatRequest,
  type LlmProvider,
  type ProviderEvent,
  type ProviderHealth,
} from './llm-provider.js';
import type { ModelServerAddress } from './model-http.js';
import { OllamaReader } from './ollama-reader.js';
import { isCloudModel } from './refusal.rules.js';
import { withRetries } from './retries.js';

/** Ollama's native API: the one that takes `num_ctx`, `keep_alive` and `top_k`, which its OpenAI-compatible one does not. */
export class OllamaProvider implements LlmProvider {
  readonly id = 'ollama';
  private digests = new Map<string, string>();

  constructor(
    private readonly address: ModelServerAddress,
    /** How long an idle model stays loaded, such as `10m`. */
    private readonly keepAlive: string,
  ) {}

  async health(signal: AbortSignal): Promise<ProviderHealth> {
    try {
      await askOnce(this.address, '/api/version', signal);
      return { isReachable: true, failure: null };
    } catch (error) {
      return { isReachable: false, failure: error instanceof ProviderFailure ? error.code : 'model-unreachable' };
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly AvailableModel[]> {
    const models = namedModels(await askOnce(this.address, '/api/tags', signal))
      .map((fields) => ({
        name: textIn(fields['name']),
        digest: textIn(fields['digest']) || null,
        sizeBytes: countIn(fields['size']),
      }))
      .filter((model) => !isCloudModel(model.name));
    this.digests = new Map(models.flatMap((model) => (model.digest ? [[model.name, model.digest]] : [])));
    return models;
  }

  async isLoaded(model: string, signal: AbortSignal): Promise<boolean | null> {
    try {
      const loaded = namedModels(await askOnce(this.address, '/api/ps', signal));
      return loaded.some((fields) => fields['name'] === tagged(model));
    } catch {
      return null; // only decides between two wordings of "please wait"
    }
  }

  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    return withRetries(() => this.attempt(request, signal), signal);
  }

  private attempt(request: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    const { model, messages, sampling, limits, contextTokens } = request;
    const body = {
      model,
      messages,
      stream: true,
      // Without these three Ollama drops history in silence, cuts the front of the window, or thinks for minutes before the first word.
      truncate: false,
      shift: false,
      think: false,
      keep_alive: this.keepAlive,
      options: {
        num_ctx: contextTokens,
        num_predict: sampling.maxTokens,
        temperature: sampling.temperature,
        top_p: sampling.topP,
        top_k: sampling.topK,
      },
    };
    const digest = this.digests.get(tagged(model)) ?? null;
    return streamAnswer(
      { address: this.address, path: '/api/chat', body, model, digest, limits, reader: new OllamaReader() },
      signal,
    );
  }
}

/** A name without a tag means `:latest`. */
function tagged(model: string): string {
  return model.includes(':') ? model : `${model}:latest`;
}

function namedModels(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const models = fields['models'];
  if (!Array.isArray(models)) throw new ProviderFailure('not-a-model-server', false);
  return models.map(fieldsOf).filter((model) => model !== null);
}
