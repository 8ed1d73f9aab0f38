import type { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { cut, malformed } from '../wire/answer-reader.js';
import { ProviderFailure, type ChatRequest, type ProviderEvent } from '../llm-provider.js';
import { longestLine } from '../wire/line-splitter.js';
import { callModelServer, textOf, type ModelReply } from '../wire/model-http.js';
import type { OptionalParameters } from '../openai/optional-parameters.js';
import { checkedServerSentEvents, wholeAwsEvents } from './event-checks.js';
import { refusalOfVendor } from './vendor-refusal.rules.js';
import type { Vendor } from './vendors/vendor.js';

export interface FetchCall {
  /** Everything is sent there, regardless of the address that the library requests. */
  readonly baseUrl: string;
  readonly request: ChatRequest;
  readonly vendor: Pick<Vendor, 'stream' | 'skipsBadEvents'>;
  readonly sampling: Readonly<Record<string, unknown>>;
  readonly optional: OptionalParameters;
  readonly signal: AbortSignal;
}

/** Headers that a vendor needs. The libraries also send the operating system, the processor and their versions, which are removed. */
const needed = ['authorization', 'api-key', 'x-api-key', 'x-goog-api-key', 'anthropic-version', 'anthropic-beta', 'accept'];

const contentTypes = { 'server-sent-events': /event-stream/u, 'aws-event-stream': /^application\/vnd\.amazon\.eventstream$/u };

/**
 * The `fetch` of one answer, given to the vendor's library in place of Node's: over our own HTTP client, to the configured address and to no
 * other, without redirections, proxies of the environment and retries. Bodies of refusals never reach the library, which would put their
 * words into errors.
 */
export class ModelFetch {
  /** Why there is no answer, or not all of it; null where nothing went wrong here. */
  failure: ProviderEvent | null = null;
  private sinceLastEvent = 0;

  constructor(private readonly call: FetchCall) {}

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    try {
      const { path, headers, body } = await this.asked(input, init);
      const reply = await this.answerTo(path, headers, body);
      reply.body.on('error', () => undefined); // a library may stop reading; what breaks after that would end the process
      const stream = ReadableStream.from(this.checked(reply.body));
      return new Response(stream as unknown as globalThis.ReadableStream<Uint8Array>, {
        status: 200,
        headers: { 'content-type': reply.contentType },
      });
    } catch (error) {
      if (error instanceof ProviderFailure) this.fails(errorOf(error));
      throw error;
    }
  };

  /** Something of the answer was understood: a server that sends bytes and never an event is stopped. */
  readonly understood = (): void => {
    this.sinceLastEvent = 0;
  };

  private async asked(input: string | URL | Request, init: RequestInit = {}): Promise<Asked> {
    const isRequest = input instanceof Request;
    const body = isRequest ? await input.text() : init.body;
    if (typeof body !== 'string') throw new ProviderFailure('model-failed', false);
    return {
      path: this.pathOf(new URL(isRequest ? input.url : input)),
      headers: neededOf(isRequest ? input.headers : new Headers(init.headers)),
      body: JSON.parse(body) as Record<string, unknown>,
    };
  }

  private pathOf(asked: URL): string {
    const base = new URL(this.call.baseUrl);
    const root = base.pathname.replace(/\/$/u, '');
    if (asked.origin !== base.origin || !asked.pathname.startsWith(`${root}/`))
      throw new ProviderFailure('not-a-model-server', false);
    return asked.pathname.slice(root.length) + asked.search;
  }

  /** Retries without the parameters that an older server names as unknown. */
  private async answerTo(path: string, headers: Record<string, string>, asked: Record<string, unknown>): Promise<ModelReply> {
    const { baseUrl, request, sampling, optional, signal } = this.call;
    for (;;) {
      const body = optional.fitting(request.model, { ...asked, ...sampling });
      const call = { method: 'POST', path, body, connectMs: request.limits.connect, signal } as const;
      const reply = await callModelServer({ baseUrl, headers }, call);
      if (reply.status === 200) {
        if (!contentTypes[this.call.vendor.stream].test(reply.contentType)) throw new ProviderFailure('answer-malformed', false);
        return reply;
      }
      const words = await textOf(reply);
      const isAboutParameters = reply.status === 400 || reply.status === 422;
      if (isAboutParameters && optional.learn(request.model, words)) continue;
      const refusal = refusalOfVendor(reply.status, words);
      if (refusal === 'filtered') this.fails({ type: 'done', reason: 'filtered' });
      throw refusal === 'filtered'
        ? new ProviderFailure('model-failed', false)
        : new ProviderFailure(refusal.code, refusal.retryable);
    }
  }

  private checked(body: Readable): AsyncIterable<Uint8Array> {
    const { stream, skipsBadEvents } = this.call.vendor;
    const limited = this.limited(body);
    if (stream === 'aws-event-stream') return wholeAwsEvents(limited, this.fails);
    return skipsBadEvents ? checkedServerSentEvents(limited, this.fails) : limited;
  }

  /** Ends, instead of throwing, where the connection breaks: what had come by then must reach the reader. */
  private async *limited(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for await (const piece of body as AsyncIterable<Buffer>) {
        this.sinceLastEvent += piece.length;
        if (this.sinceLastEvent > longestLine) return this.fails(malformed);
        yield new Uint8Array(piece);
      }
    } catch {
      this.fails(cut);
    } finally {
      body.destroy();
    }
  }

  private readonly fails = (failure: ProviderEvent): void => {
    this.failure ??= failure;
  };
}

interface Asked {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

function neededOf(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => needed.includes(name)));
}

function errorOf({ code, retryable }: ProviderFailure): ProviderEvent {
  return { type: 'error', code, retryable };
}
