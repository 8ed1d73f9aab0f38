import type { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { ProviderFailure, type ChatRequest } from '../llm-provider.js';
import { longestLine } from '../wire/line-splitter.js';
import { callModelServer, textOf, type ModelReply } from '../wire/model-http.js';
import type { OptionalParameters } from '../openai/optional-parameters.js';
import { refusalOfVendor } from './vendor-refusal.rules.js';

export interface FetchCall {
  /** Everything goes there, whatever the library asks for. */
  readonly baseUrl: string;
  readonly request: ChatRequest;
  readonly sampling: Readonly<Record<string, unknown>>;
  readonly optional: OptionalParameters;
  readonly signal: AbortSignal;
}

/** Headers that a vendor needs. The libraries also tell the operating system, the processor and their own versions; nobody asked them to. */
const needed = ['authorization', 'api-key', 'x-api-key', 'anthropic-version', 'anthropic-beta', 'accept'];

/**
 * The `fetch` of one answer, given to the vendor's library in place of Node's: over our own HTTP client, to the configured address and to no
 * other, without redirections, proxies of the environment and retries. Bodies of refusals never reach the library, which would put their
 * words into errors.
 */
export class ModelFetch {
  /** Why the server did not answer; `filtered` where it refuses what is asked for its content. */
  failure: ProviderFailure | 'filtered' | null = null;
  private sinceLastEvent = 0;

  constructor(private readonly call: FetchCall) {}

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    try {
      const reply = await this.answerTo(this.pathOf(input), headersOf(init), parsedBody(init));
      const stream = ReadableStream.from(this.limited(reply.body));
      return new Response(stream as unknown as globalThis.ReadableStream<Uint8Array>, {
        status: 200,
        headers: { 'content-type': reply.contentType },
      });
    } catch (error) {
      if (error instanceof ProviderFailure) this.failure ??= error;
      throw error;
    }
  };

  /** Something of the answer was understood: a server that sends bytes and never an event is stopped. */
  readonly understood = (): void => {
    this.sinceLastEvent = 0;
  };

  private pathOf(input: string | URL | Request): string {
    const asked = new URL(input instanceof Request ? input.url : input);
    const base = new URL(this.call.baseUrl);
    const root = base.pathname.replace(/\/$/u, '');
    if (asked.origin !== base.origin || !asked.pathname.startsWith(`${root}/`))
      throw new ProviderFailure('not-a-model-server', false);
    return asked.pathname.slice(root.length) + asked.search;
  }

  /** A server that knows fewer parameters than we send is asked again without those that it names. */
  private async answerTo(path: string, headers: Record<string, string>, asked: Record<string, unknown>): Promise<ModelReply> {
    const { baseUrl, request, sampling, optional, signal } = this.call;
    for (;;) {
      const body = optional.fitting(request.model, { ...asked, ...sampling });
      const call = { method: 'POST', path, body, connectMs: request.limits.connect, signal } as const;
      const reply = await callModelServer({ baseUrl, headers }, call);
      if (reply.status === 200) {
        if (!/event-stream/u.test(reply.contentType)) throw new ProviderFailure('answer-malformed', false);
        return reply;
      }
      const words = await textOf(reply);
      const isAboutParameters = reply.status === 400 || reply.status === 422;
      if (isAboutParameters && optional.learn(request.model, words)) continue;
      const refusal = refusalOfVendor(reply.status, words);
      if (refusal === 'filtered') this.failure = 'filtered';
      throw refusal === 'filtered'
        ? new ProviderFailure('model-failed', false)
        : new ProviderFailure(refusal.code, refusal.retryable);
    }
  }

  private async *limited(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for await (const piece of body as AsyncIterable<Buffer>) {
        this.sinceLastEvent += piece.length;
        if (this.sinceLastEvent > longestLine) throw (this.failure = new ProviderFailure('answer-malformed', false));
        yield new Uint8Array(piece);
      }
    } catch (cause) {
      this.failure ??= new ProviderFailure('answer-cut', false, { cause });
      throw cause;
    } finally {
      body.destroy();
    }
  }
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries([...new Headers(init?.headers)].filter(([name]) => needed.includes(name)));
}

function parsedBody(init: RequestInit | undefined): Record<string, unknown> {
  if (typeof init?.body !== 'string') throw new ProviderFailure('model-failed', false);
  return JSON.parse(init.body) as Record<string, unknown>;
}
