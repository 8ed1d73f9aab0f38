import { fieldsOf } from '../../wire/answer-reader.js';
import { textsOf } from './model-ids.js';
import { usual, withoutEnd, type Vendor, type VendorClient } from './vendor.js';

/** Gemini, at Google's API for developers or at Vertex AI: by the address. Both take a key in the same header. */
export const google: Vendor = {
  ...usual,
  id: 'google',
  name: 'Google Gemini',
  package: '@langchain/google',
  version: '0.2.6',
  root: (baseUrl) => {
    const bare = withoutEnd(baseUrl);
    if (!isVertex(bare)) return bare.replace(/\/v1(?:beta)?(?:\/.*)?$/u, '');
    const project = bare.replace(/\/publishers(?:\/.*)?$/u, '');
    return /\/v1/u.test(project) ? project : `${project}/v1`;
  },
  headers: ({ key }) => ({ 'x-goog-api-key': key }),
  listing: ({ baseUrl }) => (isVertex(baseUrl) ? null : { path: '/v1beta/models?pageSize=1000', models: namesOf }),
  fields: ({ baseUrl, key }, { model }, client) => ({
    modelProvider: 'google',
    model: encodeURIComponent(model),
    apiKey: key,
    apiClient: apiClientOf(client, key),
    // The library writes an address as endpoint, version, `models/` and the model.
    platformType: 'gai',
    endpoint: baseUrl,
    apiVersion: isVertex(baseUrl) ? 'publishers/google' : 'v1beta',
    streamUsage: true,
  }),
  sampling: ({ sampling: { maxTokens, temperature, topP, topK } }) => ({
    generationConfig: { maxOutputTokens: maxTokens, temperature, topP, topK, candidateCount: 1 },
  }),
  substitutes: { temperature: null, topP: null, topK: null, candidateCount: null },
  ourNames: { topP: 'top_p', topK: 'top_k' },
  skipsBadEvents: true,
  countsAreIncrements: true,
};

/** Given in place of the library's own, which reads keys and service accounts from the environment and asks Google's metadata server. */
function apiClientOf({ fetch }: VendorClient, key: string): object {
  return {
    hasApiKey: () => true,
    getProjectId: () => Promise.resolve('unknown'),
    fetch: (request: Request) => {
      request.headers.set('x-goog-api-key', key);
      return fetch(request);
    },
  };
}

function namesOf(answer: unknown): string[] {
  const models: unknown = fieldsOf(answer)?.['models'];
  if (!Array.isArray(models)) return [];
  return textsOf(models.filter(canAnswer), 'name').map((name) => name.replace(/^models\//u, ''));
}

function canAnswer(model: unknown): boolean {
  const methods = fieldsOf(model)?.['supportedGenerationMethods'];
  return !Array.isArray(methods) || methods.includes('generateContent');
}

function isVertex(address: string): boolean {
  return /aiplatform\.|\/projects\/|\/publishers\//u.test(address);
}
