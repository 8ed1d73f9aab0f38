import { createRequire } from 'node:module';
import type { ProviderId } from '#contracts/provider.js';
import { fieldsOf, textIn } from '../wire/answer-reader.js';
import type { ChatRequest } from '../llm-provider.js';
import type { Substitutes } from '../openai/optional-parameters.js';

export type VendorId = Extract<ProviderId, 'azure' | 'anthropic'>;

/** A server with the key that every request to it carries. */
export interface VendorServer {
  readonly baseUrl: string;
  readonly key: string;
  /** Azure only. */
  readonly apiVersion: string;
}

/** What sets one vendor apart from the others. */
export interface Vendor {
  readonly id: VendorId;
  readonly name: string;
  /** LangChain's package for it. It is not among the dependencies: who uses the vendor installs it. */
  readonly package: string;
  readonly version: string;
  /** The address without what people copy with it. */
  root(baseUrl: string): string;
  /** Headers that prove who asks. */
  headers(server: VendorServer): Readonly<Record<string, string>>;
  /** A small question that costs nothing, and what its answer lists. Null: the vendor lists nothing that could be chosen. */
  readonly list: { path(server: VendorServer): string; models(answer: unknown): string[] };
  /** What LangChain's model is made with, beside the name of the model. Nothing may be left to variables of the environment. */
  fields(server: VendorServer, request: ChatRequest, clientOptions: object): Record<string, unknown>;
  /** Parameters of the request, put into the body by us: LangChain refuses some by the name of the model. */
  sampling(request: ChatRequest): Record<string, unknown>;
  readonly substitutes: Substitutes;
  /** Parameters of ours that this vendor has no word for. */
  readonly unknown: readonly string[];
}

const azure: Vendor = {
  id: 'azure',
  name: 'Azure OpenAI',
  package: '@langchain/openai',
  version: '1.6.0',
  root: (baseUrl) => withoutEnd(baseUrl).replace(/\/openai(?:\/.*)?$/u, ''),
  headers: ({ key }) => ({ 'api-key': key }),
  list: {
    path: ({ apiVersion }) => `/openai/models?api-version=${encodeURIComponent(apiVersion)}`,
    // These are models that could be deployed; what can be asked are deployments, which it does not list.
    models: () => [],
  },
  fields: ({ baseUrl, key, apiVersion }, { model }, clientOptions) => ({
    modelProvider: 'azure_openai',
    azureOpenAIApiKey: key,
    azureOpenAIApiVersion: apiVersion,
    azureOpenAIApiDeploymentName: encodeURIComponent(model),
    azureOpenAIBasePath: `${baseUrl}/openai/deployments`,
    useResponsesApi: false,
    streamUsage: true,
    configuration: clientOptions,
  }),
  sampling: ({ sampling }) => ({ max_tokens: sampling.maxTokens, temperature: sampling.temperature, top_p: sampling.topP }),
  substitutes: { stream_options: null, top_p: null, temperature: null, max_tokens: 'max_completion_tokens' },
  unknown: ['top_k'],
};

const anthropic: Vendor = {
  id: 'anthropic',
  name: 'Anthropic',
  package: '@langchain/anthropic',
  version: '1.5.11',
  root: (baseUrl) => withoutEnd(baseUrl).replace(/\/v1(?:\/.*)?$/u, ''),
  headers: ({ key }) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
  list: {
    path: () => '/v1/models?limit=1000',
    models: (answer) => {
      const data = fieldsOf(answer)?.['data'];
      return Array.isArray(data) ? data.map((model: unknown) => textIn(fieldsOf(model)?.['id'])).filter((id) => id !== '') : [];
    },
  },
  fields: ({ baseUrl, key }, { sampling }, clientOptions) => ({
    modelProvider: 'anthropic',
    apiKey: key,
    anthropicApiUrl: baseUrl,
    maxTokens: sampling.maxTokens,
    streamUsage: true,
    clientOptions: { ...clientOptions, authToken: null },
  }),
  // Newer models take either temperature or top_p.
  sampling: ({ sampling }) => ({ temperature: sampling.temperature, top_k: sampling.topK }),
  substitutes: { temperature: null, top_k: null },
  unknown: ['top_p'],
};

export const vendors: Readonly<Record<VendorId, Vendor>> = { azure, anthropic };

/** How the vendor's package is installed; null where it is there. Nothing of it is loaded. */
export function missingPackage(vendor: Vendor): string | null {
  try {
    createRequire(import.meta.url).resolve(vendor.package);
    return null;
  } catch {
    return `npm install --no-save --ignore-scripts ${vendor.package}@${vendor.version}`;
  }
}

function withoutEnd(address: string): string {
  return address.trim().replace(/\/+$/u, '');
}
