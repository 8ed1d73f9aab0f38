import { usual, withoutEnd, type Vendor, type VendorClient } from './vendor.js';

/**
 * Amazon Bedrock's Converse API, with an API key of Bedrock. Requests signed by access keys are not offered: we leave out of a request what
 * a model refuses, which would break the signature.
 */
export const bedrock: Vendor = {
  ...usual,
  id: 'bedrock',
  name: 'Amazon Bedrock',
  package: '@langchain/aws',
  version: '1.4.5',
  addressExample: 'https://bedrock-runtime.eu-central-1.amazonaws.com',
  root: (baseUrl) => withoutEnd(baseUrl).replace(/\/model(?:\/.*)?$/u, ''),
  headers: ({ key }) => ({ authorization: `Bearer ${key}` }),
  // Models are listed by another service, at another address.
  listing: () => null,
  fields: ({ baseUrl, key }, _request, client) => ({
    modelProvider: 'bedrock',
    bedrockBearerToken: key,
    region: regionOf(baseUrl),
    endpointHost: baseUrl.replace(/^\w+:\/\//u, ''),
    streamUsage: true,
    streamIdleTimeout: 0,
    clientOptions: {
      requestHandler: requestHandlerOf(client, baseUrl),
      // Each of these would otherwise be read from environment variables, files in the home directory, or the host's metadata server.
      credentials: noCredentials,
      maxAttempts: 1,
      retryMode: 'standard',
      defaultsMode: 'standard',
      useDualstackEndpoint: false,
      useFipsEndpoint: false,
      userAgentAppId: '',
    },
  }),
  // Some models take either temperature or topP, and topK has another name with each maker.
  sampling: ({ sampling }) => ({ inferenceConfig: { maxTokens: sampling.maxTokens, temperature: sampling.temperature } }),
  substitutes: { temperature: null },
  unknown: ['top_p', 'top_k'],
  stream: 'aws-event-stream',
};

/** A request as the AWS SDK hands it to what sends it. */
interface AwsRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** In place of the SDK's HTTP/2 client: only path, headers and body are taken from the request, the address is ours. */
function requestHandlerOf({ fetch }: VendorClient, baseUrl: string): object {
  const { origin } = new URL(baseUrl);
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async ({ path, headers, body = '' }: AwsRequest) => {
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
      const response = await fetch(`${origin}${path}`, { method: 'POST', headers: { ...headers }, body: text });
      return {
        response: { statusCode: response.status, headers: Object.fromEntries(response.headers), body: response.body },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

function noCredentials(): never {
  throw new Error('Bedrock is asked with an API key only');
}

/** Only signatures depend on it; there are none. */
function regionOf(baseUrl: string): string {
  return /bedrock-runtime[\w-]*\.([\w-]+)\./u.exec(baseUrl)?.[1] ?? 'us-east-1';
}
