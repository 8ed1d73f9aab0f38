import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { aChatMan, built } from '../support/installation.js';

const mostMegabytes = 220;

beforeAll(built, 120_000);

it.runIf(process.platform === 'linux')(
  'the idle API stays below its share of memory, with all rooms loaded',
  async () => {
    const chatMan = await aChatMan();
    for (const path of ['/api/health/detailed', '/api/openapi.json', '/'])
      expect((await fetch(`${chatMan.url}${path}`)).status).toBeLessThan(500);
    const status = readFileSync(`/proc/${chatMan.apiPid}/status`, 'utf8');
    expect(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) / 1024).toBeLessThan(mostMegabytes);
  },
  120_000,
);
