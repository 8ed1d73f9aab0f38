import { idsOf } from './model-ids.js';
import { usual, withoutEnd, type Vendor } from './vendor.js';

export const mistral: Vendor = {
  ...usual,
  id: 'mistral',
  name: 'Mistral',
  package: '@langchain/mistralai',
  version: '1.2.0',
  root: (baseUrl) => withoutEnd(baseUrl).replace(/\/v1(?:\/.*)?$/u, ''),
  headers: ({ key }) => ({ authorization: `Bearer ${key}` }),
  listing: () => ({ path: '/v1/models', models: idsOf }),
  fields: ({ baseUrl, key }, _request, { fetch }) => ({
    modelProvider: 'mistralai',
    apiKey: key,
    serverURL: baseUrl,
    streamUsage: true,
    // Mistral's own client calls nothing else of it.
    httpClient: { request: fetch },
  }),
  sampling: ({ sampling }) => ({ max_tokens: sampling.maxTokens, temperature: sampling.temperature, top_p: sampling.topP }),
  substitutes: { temperature: null, top_p: null, safe_prompt: null },
  unknown: ['top_k'],
  skipsBadEvents: true,
};
