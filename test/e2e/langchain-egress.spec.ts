import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe.each(['azure', 'anthropic'])('an answer of %s', (vendor) => {
  it('reaches the configured address and nothing else, whatever variables say', async () => {
    const { events, reached, stderr } = await asked(vendor, elsewhere);
    expect(events.at(-1)).toEqual({ type: 'done', reason: 'stop' });
    expect(reached).toEqual([new URL(server.url).host]);
    expect(stderr).toBe('');
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
