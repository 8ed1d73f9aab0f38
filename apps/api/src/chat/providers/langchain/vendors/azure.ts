import { usual, withoutEnd, type Vendor } from './vendor.js';

export const azure: Vendor = {
  ...usual,
  id: 'azure',
  name: 'Azure OpenAI',
  package: '@langchain/openai',
  version: '1.6.0',
  addressExample: 'https://your-resource.openai.azure.com',
  root: (baseUrl) => withoutEnd(baseUrl).replace(/\/openai(?:\/.*)?$/u, ''),
  headers: ({ key }) => ({ 'api-key': key }),
  listing: ({ apiVersion }) => ({
    path: `/openai/models?api-version=${encodeURIComponent(apiVersion)}`,
    // These models could be deployed; only deployments can be called, and it does not list them.
    models: () => [],
  }),
  fields: ({ baseUrl, key, apiVersion }, { model }, { fetch, timeout }) => ({
    modelProvider: 'azure_openai',
    azureOpenAIApiKey: key,
    azureOpenAIApiVersion: apiVersion,
    azureOpenAIApiDeploymentName: encodeURIComponent(model),
    azureOpenAIBasePath: `${baseUrl}/openai/deployments`,
    useResponsesApi: false,
    streamUsage: true,
    configuration: { fetch, timeout, maxRetries: 0, logLevel: 'off', baseURL: baseUrl },
  }),
  sampling: ({ sampling }) => ({ max_tokens: sampling.maxTokens, temperature: sampling.temperature, top_p: sampling.topP }),
  substitutes: { stream_options: null, top_p: null, temperature: null, max_tokens: 'max_completion_tokens' },
  unknown: ['top_k'],
};
