import { fieldsOf, textIn } from './answer-reader.js';
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
import { OpenAiReader } from './openai-reader.js';
import { isCloudModel } from './refusal.rules.js';
import { withRetries } from './retries.js';

/** Any server with an OpenAI-compatible API of one's own: llama.cpp, vLLM, a pool behind a proxy. Its base URL ends before `/v1`. */
export class OpenAiProvider implements LlmProvider {
  readonly id = 'openai';

  constructor(private readonly address: ModelServerAddress) {}

  async health(signal: AbortSignal): Promise<ProviderHealth> {
    try {
      await this.listModels(signal);
      return { isReachable: true, failure: null };
    } catch (error) {
      return { isReachable: false, failure: error instanceof ProviderFailure ? error.code : 'model-unreachable' };
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly AvailableModel[]> {
    const { data } = await askOnce(this.address, '/v1/models', signal);
    if (!Array.isArray(data)) throw new ProviderFailure('not-a-model-server', false);
    return data
      .map((model: unknown) => ({ name: textIn(fieldsOf(model)?.['id']), digest: null, sizeBytes: null }))
      .filter((model) => model.name !== '' && !isCloudModel(model.name));
  }

  async isLoaded(): Promise<boolean | null> {
    return null;
  }

  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    return withRetries(() => this.attempt(request, signal), signal);
  }

  private attempt({ model, messages, sampling, limits }: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    const body = {
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: sampling.maxTokens,
      temperature: sampling.temperature,
      top_p: sampling.topP,
      top_k: sampling.topK,
    };
    const path = '/v1/chat/completions';
    return streamAnswer({ address: this.address, path, body, model, digest: null, limits, reader: new OpenAiReader() }, signal);
  }
}
