import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vendorIds } from '../../libs/contracts/chat/provider.js';
import { built } from '../support/installation.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';

const run = promisify(execFile);
let server: ModelServer;

beforeAll(built, 120_000);
beforeAll(async () => {
  server = await startModelServer({ models: ['house-model'] });
});
afterAll(() => server.close());

/** Variables that the libraries read and the start does not refuse: each names another place. */
const elsewhere = {
  OPENAI_BASE_URL: 'http://127.0.0.9:4711/v1',
  OPENAI_API_KEY: 'another key',
  AZURE_OPENAI_ENDPOINT: 'http://127.0.0.9:4711',
  AZURE_OPENAI_BASE_PATH: 'http://127.0.0.9:4711/openai/deployments',
  AZURE_OPENAI_API_INSTANCE_NAME: 'elsewhere',
  AZURE_OPENAI_API_KEY: 'another key',
  ANTHROPIC_BASE_URL: 'http://127.0.0.9:4711',
  ANTHROPIC_API_URL: 'http://127.0.0.9:4711',
  ANTHROPIC_API_KEY: 'another key',
  ANTHROPIC_AUTH_TOKEN: 'another token',
  MISTRAL_API_KEY: 'another key',
  GOOGLE_API_KEY: 'another key',
  GOOGLE_CLOUD_CREDENTIALS: JSON.stringify({ type: 'service_account', token_uri: 'http://127.0.0.9:4711/token' }),
  GOOGLE_APPLICATION_CREDENTIALS: '/nowhere',
  GCE_METADATA_HOST: '127.0.0.9:4711',
  AWS_BEARER_TOKEN_BEDROCK: 'another token',
  AWS_ENDPOINT_URL: 'http://127.0.0.9:4711',
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://127.0.0.9:4711',
  AWS_ACCESS_KEY_ID: 'another key',
  AWS_SECRET_ACCESS_KEY: 'another secret',
  AWS_AUTH_SCHEME_PREFERENCE: 'sigv4',
  AWS_DEFAULTS_MODE: 'auto',
  AWS_DEFAULT_REGION: 'elsewhere-1',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.9:4711/credentials',
  AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.9:4711',
  AWS_MAX_ATTEMPTS: '9',
  BEDROCK_AWS_ACCESS_KEY_ID: 'another key',
  BEDROCK_AWS_SECRET_ACCESS_KEY: 'another secret',
  HTTP_PROXY: 'http://127.0.0.9:4711',
  HTTPS_PROXY: 'http://127.0.0.9:4711',
  OPENAI_LOG: 'debug',
  ANTHROPIC_LOG: 'debug',
};

async function asked(vendor: string, variables: Record<string, string>) {
  const { stdout, stderr } = await run(process.execPath, [resolve('test/support/egress-watch.mjs'), vendor, server.url], {
    env: variables,
  });
  return { ...(JSON.parse(stdout) as { events: { type: string }[]; reached: string[] }), stderr };
}

describe.each(vendorIds)('an answer of %s', (vendor) => {
  it('reaches the configured address and nothing else, with the key of its file, regardless of variables', async () => {
    server.forget();
    const { events, reached, stderr } = await asked(vendor, elsewhere);
    expect(events.at(-1)).toEqual({ type: 'done', reason: 'stop' });
    expect(reached).toEqual([new URL(server.url).host]);
    expect(stderr).toBe('');
    const names = ['authorization', 'api-key', 'x-api-key', 'x-goog-api-key'];
    const keys = server.prompts.flatMap(({ headers }) => names.flatMap((name) => headers[name] ?? []));
    expect([...new Set(keys)]).toEqual([expect.stringMatching(/^(?:Bearer )?a key of nobody$/)]);
  }, 60_000);

  it('would go elsewhere with a variable that the start refuses, so that this watch sees it', async () => {
    const { reached } = await asked(vendor, {
      LANGSMITH_TRACING: 'true',
      LANGSMITH_API_KEY: 'k',
      LANGSMITH_ENDPOINT: 'http://127.0.0.9:4711',
    });
    expect(reached).toContain('127.0.0.9:4711');
  }, 60_000);
});
