import type { VendorId } from '#contracts/chat/provider.js';
import type { ChatRequest } from '../../llm-provider.js';
import type { ModelServerAddress } from '../../wire/model-http.js';
import type { Substitutes } from '../../openai/optional-parameters.js';

/** A server with the key that every request to it carries. */
export interface VendorServer {
  readonly baseUrl: string;
  readonly key: string;
  /** Azure only. */
  readonly apiVersion: string;
}

/** What a vendor’s library sends its requests with. */
export interface VendorClient {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Milliseconds after which the library may give up by itself; our own limits are shorter. */
  readonly timeout: number;
}

/** How the models to choose from are listed. */
export interface ModelListing {
  readonly path: string;
  models(answer: unknown): string[];
}

/** What distinguishes one vendor from the others. */
export interface Vendor {
  readonly id: VendorId;
  readonly name: string;
  /** LangChain's package for it. It is not among the dependencies: who uses the vendor installs it. */
  readonly package: string;
  readonly version: string;
  /** The format of an organisation's own address; null where the vendor has one for everybody. */
  readonly addressExample: string | null;
  /** The address without what people copy with it. */
  root(baseUrl: string): string;
  /** Headers that prove who asks. */
  headers(server: VendorServer): Readonly<Record<string, string>>;
  /** A small question that costs nothing. Null: there is none, so that only reachability can be known beforehand. */
  listing(server: VendorServer): ModelListing | null;
  /** What LangChain's model is made with, beside the name of the model. Nothing may be left to variables of the environment. */
  fields(server: VendorServer, request: ChatRequest, client: VendorClient): Record<string, unknown>;
  /** Parameters of the request, put into the body by us: LangChain refuses some by the name of the model. */
  sampling(request: ChatRequest): Record<string, unknown>;
  readonly substitutes: Substitutes;
  /** Parameters of ours that this vendor has no word for. */
  readonly unknown: readonly string[];
  /** Parameters of ours by the vendor's words for them, where these differ. */
  readonly ourNames: Readonly<Record<string, string>>;
  /** How the answer arrives: as server-sent events, or as AWS's binary event stream. */
  readonly stream: 'server-sent-events' | 'aws-event-stream';
  /** Whether the library passes over events that it cannot read, so that they are checked before it gets them. */
  readonly skipsBadEvents: boolean;
  /** Whether each event counts the tokens since the one before, instead of all so far. */
  readonly countsAreIncrements: boolean;
}

/** What most vendors have in common. */
export const usual = {
  addressExample: null,
  unknown: [],
  ourNames: {},
  stream: 'server-sent-events',
  skipsBadEvents: false,
  countsAreIncrements: false,
} as const;

export function addressOf(vendor: Vendor, server: VendorServer): ModelServerAddress {
  return { baseUrl: server.baseUrl, headers: vendor.headers(server) };
}

export function withoutEnd(address: string): string {
  return address.trim().replace(/\/+$/u, '');
}
