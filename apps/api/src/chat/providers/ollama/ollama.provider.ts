import type { ProviderPlace } from '#contracts/chat/provider.js';
import { fieldsOf, textIn, countIn } from '../wire/answer-reader.js';
import { ollamaRoot } from '../wire/base-address.rules.js';
import { streamAnswer } from '../wire/answer-stream.js';
import { askOnce } from '../wire/ask-once.js';
import {
  ProviderFailure,
  type AvailableModel,
  type ChatRequest,
  type LlmProvider,
  type ProviderEvent,
  type ProviderHealth,
} from '../llm-provider.js';
import type { ModelServerAddress, PlacedModelServer } from '../wire/model-http.js';
import { OllamaModels } from './ollama-models.js';
import { OllamaReader } from './ollama-reader.js';
import { OptionalParameters, type OnRefusedParameters } from '../openai/optional-parameters.js';
import { isCloudModel } from '../refusal.rules.js';
import { withRetries } from '../wire/retries.js';

const substitutes = {
  truncate: null,
  shift: null,
  think: null,
  keep_alive: null,
  temperature: null,
  top_p: null,
  top_k: null,
  num_predict: null,
  seed: null,
  stop: null,
};

/** Ollama's native API: the one that takes `num_ctx`, `keep_alive` and `top_k`, which its OpenAI-compatible one does not. */
export class OllamaProvider implements LlmProvider {
  readonly id = 'ollama';
  readonly mayHaveUnlisted = false;
  readonly place: ProviderPlace;
  readonly manager: OllamaModels;
  private readonly address: ModelServerAddress;
  private readonly optional: OptionalParameters;
  private digests = new Map<string, string>();

  constructor(
    { place, ...address }: PlacedModelServer,
    /** How long an idle model stays loaded, such as `10m`. */
    private readonly keepAlive: string,
    onRefusedParameters: OnRefusedParameters = () => undefined,
  ) {
    this.optional = new OptionalParameters(substitutes, onRefusedParameters);
    this.place = place;
    this.address = { ...address, baseUrl: ollamaRoot(address.baseUrl) };
    this.manager = new OllamaModels(this.address);
  }

  async health(signal: AbortSignal): Promise<ProviderHealth> {
    try {
      await askOnce(this.address, '/api/version', signal);
      return { isReachable: true, failure: null };
    } catch (error) {
      return { isReachable: false, failure: error instanceof ProviderFailure ? error.code : 'model-unreachable' };
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly AvailableModel[]> {
    const models = namedModels(await askOnce(this.address, '/api/tags', signal)).map((fields) => ({
      name: textIn(fields['name']) || textIn(fields['model']),
      digest: textIn(fields['digest']) || null,
      sizeBytes: countIn(fields['size']),
      remoteHost: remoteHostOf(fields),
    }));
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
    const { model, messages, sampling, limits, contextTokens, allowsRemote } = request;
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
        ...(sampling.seed === undefined ? {} : { seed: sampling.seed }),
        ...(sampling.stop === undefined ? {} : { stop: sampling.stop }),
      },
    };
    const digest = this.digests.get(tagged(model)) ?? null;
    return streamAnswer(
      {
        address: this.address,
        path: '/api/chat',
        body: () => this.optional.fitting(model, body),
        adapts: (refusal) => this.optional.learn(model, refusal),
        leftOut: () => this.optional.leftOut(model),
        allowsRemote,
        model,
        digest,
        limits,
        reader: new OllamaReader(),
      },
      signal,
    );
  }
}

/** A name without a tag means `:latest`. */
function tagged(model: string): string {
  return model.includes(':') ? model : `${model}:latest`;
}

function namedModels(answer: unknown): Readonly<Record<string, unknown>>[] {
  const models = fieldsOf(answer)?.['models'];
  if (!Array.isArray(models)) throw new ProviderFailure('not-a-model-server', false);
  return models.map(fieldsOf).filter((model) => model !== null);
}

/** Ollama says of a model that it only passes on where it runs; its names for such models end alike, but need not. */
function remoteHostOf(fields: Readonly<Record<string, unknown>>): string | null {
  const host = textIn(fields['remote_host']);
  if (host !== '') return host;
  return textIn(fields['remote_model']) !== '' || isCloudModel(textIn(fields['name'])) ? 'another machine' : null;
}
