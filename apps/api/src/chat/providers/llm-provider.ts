import type { ProviderId, ProviderPlace } from '#contracts/chat/provider.js';

/** The port between chat and the model servers. Adapters know wire formats; nothing above this line does. */
export interface LlmProvider {
  readonly id: ProviderId;
  /** Where its server runs; a model that the server passes on to another machine runs outside all the same. */
  readonly place: ProviderPlace;
  /** Whether a model that the server does not list may be there all the same. */
  readonly mayHaveUnlisted: boolean;
  /** Downloads and deletes models; absent where the server does not offer that. */
  readonly manager?: ModelManager;
  health(signal: AbortSignal): Promise<ProviderHealth>;
  /** Rejects with a `ProviderFailure` when the request cannot be sent. */
  listModels(signal: AbortSignal): Promise<readonly AvailableModel[]>;
  /** Whether the model is in memory; null where the server cannot say. */
  isLoaded(model: string, signal: AbortSignal): Promise<boolean | null>;
  /**
   * One answer. Ends with exactly one `done` or `error`; never throws. Aborting the signal closes the connection to the model,
   * which frees its slot, and ends with `done` for the reason `aborted`.
   */
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ProviderEvent>;
}

/** One line of what a model server says while it downloads a model. */
export interface PullLine {
  readonly status: string;
  /** The layer that the line is about; null for steps that are about all of them. */
  readonly digest: string | null;
  readonly total: number | null;
  readonly completed: number | null;
}

/** Both reject with a `ProviderFailure`. */
export interface ModelManager {
  /** Ends once the model is there. Aborting the signal ends the download; what came so far stays with the server. */
  pull(name: string, signal: AbortSignal): AsyncIterable<PullLine>;
  remove(name: string): Promise<void>;
}

export type ProviderEvent =
  /** `leftOut`: parameters that the server does not take, so that the answer is written without them. */
  | { readonly type: 'start'; readonly model: string; readonly digest: string | null; readonly leftOut: readonly string[] }
  | { readonly type: 'thinking'; readonly text: string }
  | { readonly type: 'token'; readonly text: string }
  | { readonly type: 'usage'; readonly promptTokens: number | null; readonly answerTokens: number | null }
  /** The model runs on another machine than the server: the server says where. */
  | { readonly type: 'remote'; readonly host: string }
  | { readonly type: 'done'; readonly reason: 'stop' | 'length' | 'filtered' | 'tool-call' | 'aborted' }
  | { readonly type: 'error'; readonly code: ProviderErrorCode; readonly retryable: boolean };

/**
 * Every way in which a model can fail, by what a person can do about it. Stable: the portal and the docs know these.
 * `answer-*` means that the failure came after the answer had begun to arrive.
 */
export type ProviderErrorCode =
  | 'model-unreachable'
  | 'model-busy'
  | 'model-not-found'
  | 'model-refused'
  | 'model-name-refused'
  | 'model-failed'
  | 'model-out-of-memory'
  | 'model-cannot-load'
  | 'model-silent'
  | 'model-timeout'
  | 'prompt-too-long'
  | 'not-a-model-server'
  | 'answer-cut'
  | 'answer-malformed';

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly PromptMessage[];
  readonly sampling: Sampling;
  /** Size of the window in tokens: one constant per model, since another value makes Ollama reload the model. */
  readonly contextTokens: number;
  /** Whether the question may go to a remote model. */
  readonly allowsRemote: boolean;
  readonly limits: TimeLimits;
}

export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly maxTokens: number;
  /** Vendors that know none leave it out. */
  readonly seed?: number | undefined;
  /** Texts before which an answer ends. A server that does not know them writes on; who asks with them looks for them too. */
  readonly stop?: readonly string[] | undefined;
}

/** All in milliseconds. The first token may wait for a model to load; `idle` is the longest silence between two tokens. */
export interface TimeLimits {
  readonly connect: number;
  readonly firstToken: number;
  readonly idle: number;
  readonly total: number;
}

export interface ProviderHealth {
  readonly isReachable: boolean;
  readonly failure: ProviderErrorCode | null;
}

export interface AvailableModel {
  readonly name: string;
  readonly digest: string | null;
  readonly sizeBytes: number | null;
  /** Where it runs if that is another machine than the server, as the server says; null for one that it runs itself. */
  readonly remoteHost: string | null;
}

/** A failure with its code, for the calls that answer once. Holds no text of the server, which may quote a prompt. */
export class ProviderFailure extends Error {
  constructor(
    readonly code: ProviderErrorCode,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
