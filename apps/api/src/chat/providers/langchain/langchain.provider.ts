import type { ProviderPlace, VendorId } from '#contracts/chat/provider.js';
import { watchedAnswer, splitThinking } from '../wire/answer-stream.js';
import { errorWords, fieldsOf, malformed, textIn } from '../wire/answer-reader.js';
import { answersAtAll, askOnce } from '../wire/ask-once.js';
import {
  ProviderFailure,
  type AvailableModel,
  type ChatRequest,
  type LlmProvider,
  type ProviderEvent,
  type ProviderHealth,
} from '../llm-provider.js';
import { OptionalParameters, type OnRefusedParameters } from '../openai/optional-parameters.js';
import { withRetries } from '../wire/retries.js';
import { ThinkingSplitter } from '../wire/thinking-splitter.js';
import { ChunkReader } from './chunk-reader.js';
import { ModelFetch } from './model-fetch.js';
import { vendorFailureInStream } from './vendor-refusal.rules.js';
import { addressOf, type Vendor, type VendorServer } from './vendors/vendor.js';
import { vendors } from './vendors/vendors.js';

/**
 * Vendors whose servers an organisation has contracts for, by way of LangChain (docs/decisions/0015). Its packages are loaded for the first
 * answer and not before; each answer has a model object of its own.
 */
export class LangChainProvider implements LlmProvider {
  readonly id: VendorId;
  readonly mayHaveUnlisted = true;
  private readonly vendor: Vendor;
  private readonly server: VendorServer;
  private readonly optional: OptionalParameters;

  constructor(
    id: VendorId,
    server: VendorServer,
    readonly place: ProviderPlace,
    onRefusedParameters: OnRefusedParameters = () => undefined,
  ) {
    this.id = id;
    this.vendor = vendors[id];
    this.server = { ...server, baseUrl: this.vendor.root(server.baseUrl) };
    this.optional = new OptionalParameters(this.vendor.substitutes, onRefusedParameters);
  }

  async health(signal: AbortSignal): Promise<ProviderHealth> {
    try {
      await this.listModels(signal);
      return { isReachable: true, failure: null };
    } catch (error) {
      return { isReachable: false, failure: error instanceof ProviderFailure ? error.code : 'model-unreachable' };
    }
  }

  /** Empty where the vendor, or a gateway before it, lists nothing. */
  async listModels(signal: AbortSignal): Promise<readonly AvailableModel[]> {
    const address = addressOf(this.vendor, this.server);
    const listing = this.vendor.listing(this.server);
    try {
      if (listing === null) {
        await answersAtAll(address, signal);
        return [];
      }
      const names = listing.models(await askOnce(address, listing.path, signal));
      return names.map((name) => ({ name, digest: null, sizeBytes: null, remoteHost: null }));
    } catch (error) {
      const isMissing =
        error instanceof ProviderFailure && (error.code === 'not-a-model-server' || error.code === 'model-not-found');
      if (!isMissing) throw error;
      return [];
    }
  }

  async isLoaded(): Promise<boolean | null> {
    return null;
  }

  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    return withRetries(() => watchedAnswer(request, signal, (leaving) => this.attempt(request, leaving)), signal);
  }

  private async *attempt(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ProviderEvent, void, undefined> {
    const sampling = this.vendor.sampling(request);
    const leaving = new AbortController();
    const calls = new ModelFetch({
      baseUrl: this.server.baseUrl,
      request,
      vendor: this.vendor,
      sampling,
      optional: this.optional,
      signal: AbortSignal.any([signal, leaving.signal]),
    });
    const reader = new ChunkReader(this.vendor.countsAreIncrements);
    const thinking = new ThinkingSplitter();
    try {
      let hasStarted = false;
      for await (const chunk of await this.stream(request, calls, signal)) {
        if (!hasStarted) yield this.start(request.model);
        hasStarted = true;
        calls.understood();
        yield* splitThinking(reader.chunk(chunk), thinking);
      }
      yield* splitThinking(calls.failure ? [calls.failure] : reader.end(), thinking);
    } catch (error) {
      if (signal.aborted) throw error; // the caller aborted
      yield* splitThinking([failureOf(error, calls)], thinking);
    } finally {
      leaving.abort(); // closes the connection when the consumer stops early
    }
  }

  private async stream(request: ChatRequest, calls: ModelFetch, signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    const { initChatModel } = await import('langchain/chat_models/universal');
    // Timeouts and retries are ours. The libraries' loggers could write prompts.
    const timeout = request.limits.total + 5_000;
    const model = await initChatModel(request.model, {
      ...this.vendor.fields(this.server, request, { fetch: calls.fetch, timeout }),
      maxRetries: 0,
      timeout,
      verbose: false,
    });
    return model.stream(
      request.messages.map(({ role, content }) => ({ role, content })),
      { signal },
    );
  }

  private start(model: string): ProviderEvent {
    const { unknown, ourNames } = this.vendor;
    const refused = this.optional.leftOut(model).map((name) => ourNames[name] ?? name);
    return { type: 'start', model, digest: null, leftOut: [...unknown, ...refused] };
  }
}

/** By what our own client saw; where that saw nothing wrong, an error that came within the answer. Its words go no further. */
function failureOf(error: unknown, { failure }: ModelFetch): ProviderEvent {
  if (failure) return failure;
  if (error instanceof SyntaxError) return malformed;
  const { error: own, name, message } = fieldsOf(error) ?? {};
  return vendorFailureInStream(own ? errorWords(own) : `${textIn(name)} ${textIn(message)}`);
}
