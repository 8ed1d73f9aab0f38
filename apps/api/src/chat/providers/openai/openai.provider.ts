import type { ProviderPlace } from '#contracts/chat/provider.js';
import { fieldsOf, textIn } from '../wire/answer-reader.js';
import { streamAnswer } from '../wire/answer-stream.js';
import { askOnce, knowsCall } from '../wire/ask-once.js';
import { openAiRoot } from '../wire/base-address.rules.js';
import {
  ProviderFailure,
  type AvailableModel,
  type ChatRequest,
  type LlmProvider,
  type ProviderEvent,
  type ProviderHealth,
} from '../llm-provider.js';
import type { ModelServerAddress, PlacedModelServer } from '../wire/model-http.js';
import { OpenAiReader } from './openai-reader.js';
import { OptionalParameters, type OnRefusedParameters } from './optional-parameters.js';
import { isCloudModel } from '../refusal.rules.js';
import { withRetries } from '../wire/retries.js';

const answersPath = '/chat/completions';

const substitutes = {
  top_k: null,
  stream_options: null,
  top_p: null,
  temperature: null,
  seed: null,
  stop: null,
  max_tokens: 'max_completion_tokens',
};

/** Any server with an OpenAI-compatible API of one's own: llama.cpp, vLLM, a pool behind a proxy. */
export class OpenAiProvider implements LlmProvider {
  readonly id = 'openai';
  readonly mayHaveUnlisted = true;
  readonly place: ProviderPlace;
  private readonly address: ModelServerAddress;
  private readonly optional: OptionalParameters;

  constructor({ place, ...address }: PlacedModelServer, onRefusedParameters: OnRefusedParameters = () => undefined) {
    this.optional = new OptionalParameters(substitutes, onRefusedParameters);
    this.place = place;
    this.address = { ...address, baseUrl: openAiRoot(address.baseUrl) };
  }

  async health(signal: AbortSignal): Promise<ProviderHealth> {
    try {
      await this.listModels(signal);
      return { isReachable: true, failure: null };
    } catch (error) {
      return { isReachable: false, failure: error instanceof ProviderFailure ? error.code : 'model-unreachable' };
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly AvailableModel[]> {
    const listed = await this.listed(signal);
    const fields = fieldsOf(listed) ?? {};
    const models = [listed, fields['data'], fields['models']].find(Array.isArray) ?? [];
    return models
      .map((model: unknown) => textIn(model) || textIn(fieldsOf(model)?.['id']) || textIn(fieldsOf(model)?.['name']))
      .filter((name) => name !== '')
      .map((name) => {
        return { name, digest: null, sizeBytes: null, remoteHost: isCloudModel(name) ? 'another machine' : null };
      });
  }

  /** A server without a list is one all the same if it knows the call that we need: an empty one is refused there, but not as unknown. */
  private async listed(signal: AbortSignal): Promise<unknown> {
    try {
      return await askOnce(this.address, '/models', signal);
    } catch (error) {
      const isMissing =
        error instanceof ProviderFailure && (error.code === 'not-a-model-server' || error.code === 'model-not-found');
      if (!isMissing || !(await knowsCall(this.address, answersPath, signal))) throw error;
      return [];
    }
  }

  async isLoaded(): Promise<boolean | null> {
    return null;
  }

  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    return withRetries(() => this.attempt(request, signal), signal);
  }

  private attempt(
    { model, messages, sampling, limits, allowsRemote }: ChatRequest,
    signal: AbortSignal,
  ): AsyncIterable<ProviderEvent> {
    const body = {
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: sampling.maxTokens,
      temperature: sampling.temperature,
      top_p: sampling.topP,
      top_k: sampling.topK,
      ...(sampling.seed === undefined ? {} : { seed: sampling.seed }),
      ...(sampling.stop === undefined ? {} : { stop: sampling.stop }),
    };
    return streamAnswer(
      {
        address: this.address,
        path: answersPath,
        body: () => this.optional.fitting(model, body),
        adapts: (refusal) => this.optional.learn(model, refusal),
        leftOut: () => this.optional.leftOut(model),
        allowsRemote,
        model,
        digest: null,
        limits,
        reader: new OpenAiReader(),
      },
      signal,
    );
  }
}
