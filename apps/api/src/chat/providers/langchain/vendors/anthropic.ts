import { idsOf } from './model-ids.js';
import { usual, withoutEnd, type Vendor } from './vendor.js';

export const anthropic: Vendor = {
  ...usual,
  id: 'anthropic',
  name: 'Anthropic',
  package: '@langchain/anthropic',
  version: '1.5.11',
  root: (baseUrl) => withoutEnd(baseUrl).replace(/\/v1(?:\/.*)?$/u, ''),
  headers: ({ key }) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
  listing: () => ({ path: '/v1/models?limit=1000', models: idsOf }),
  fields: ({ baseUrl, key }, { sampling }, { fetch, timeout }) => ({
    modelProvider: 'anthropic',
    apiKey: key,
    anthropicApiUrl: baseUrl,
    maxTokens: sampling.maxTokens,
    streamUsage: true,
    clientOptions: { fetch, timeout, maxRetries: 0, logLevel: 'off', baseURL: baseUrl, authToken: null },
  }),
  // Newer models take either temperature or top_p.
  sampling: ({ sampling }) => ({ temperature: sampling.temperature, top_k: sampling.topK }),
  substitutes: { temperature: null, top_k: null },
  unknown: ['top_p'],
};
