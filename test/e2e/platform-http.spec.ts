import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, type TestApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let portalDirectory: string;
let subject: TestApp;
let admin: Person;

beforeAll(async () => {
  portalDirectory = mkdtempSync(join(tmpdir(), 'chatman-portal-'));
  writeFileSync(join(portalDirectory, 'index.html'), '<html><app nonce="__CSP_NONCE__"></app></html>');
  writeFileSync(join(portalDirectory, 'main-ABCDEFGH.js'), 'export {};');
  writeFileSync(join(portalDirectory, 'chunk-a_b-C3d4.js'), 'export {};');
  writeFileSync(join(portalDirectory, 'theme.js'), 'export {};');
  writeFileSync(join(portalDirectory, 'style-ABCDEFGH.css'), 'p { color: red }');
  writeFileSync(join(portalDirectory, 'style-ABCDEFGH.css.br'), brotliCompressSync('p { color: red }'));
  writeFileSync(join(portalDirectory, 'style-ABCDEFGH.css.gz'), gzipSync('p { color: red }'));
  writeFileSync(join(portalDirectory, '.secret'), 'not for anybody');
  subject = await anApp({ portalDirectory });
  admin = await theFirstAdmin(subject);
  return () => rmSync(portalDirectory, { recursive: true, force: true });
});

/** A request with any header, also those that `fetch` keeps to itself. */
function send(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer; at?: TestApp; setHost?: boolean } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body, at = subject, setHost = true } = options;
  return new Promise((settle, reject) => {
    const sent = request(`${at.url}${path}`, { method, headers, setHost, agent: false }, (response) => {
      response.toArray().then((parts: Buffer[]) => {
        settle({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(parts).toString() });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'Content-Type': 'application/json' };

describe('a request from another site', () => {
  const startConversation = (headers: Record<string, string>): Promise<Answer> =>
    send('/api/chat/conversations', { method: 'POST', headers: { ...json, Cookie: admin.cookie, ...headers }, body: '{}' });
  const conversations = async (): Promise<number> =>
    (await admin.ask<{ items: unknown[] }>('GET', '/chat/conversations?limit=200')).items.length;

  it.each([
    ['says so', { 'Sec-Fetch-Site': 'cross-site' }],
    ['comes from a sister domain', { 'Sec-Fetch-Site': 'same-site' }],
    ['names another origin', { Origin: 'https://evil.example' }],
    ['hides its origin', { Origin: 'null' }],
    ['claims two things', { 'Sec-Fetch-Site': 'cross-site, same-origin' }],
  ])('changes nothing when it %s', async (_name, headers) => {
    const before = await conversations();
    const { status, text } = await startConversation(headers as unknown as Record<string, string>);
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([403, 'cross-site-request']);
    expect(await conversations()).toBe(before);
  });

  it.each([
    ['the portal itself', { 'Sec-Fetch-Site': 'same-origin' }],
    ['an older browser on the portal', {}],
    ['a program', { 'User-Agent': 'curl/8' }],
  ])('is none when it comes from %s', async (name, headers) => {
    const origin: Record<string, string> = name.startsWith('an older') ? { Origin: subject.url } : {};
    expect((await startConversation({ ...(headers as Record<string, string>), ...origin })).status).toBe(201);
  });
});

describe('every answer carries the security headers', () => {
  it.each([
    ['an answer of the API', '/api/health', 200],
    ['a refusal', '/api/settings', 401],
    ['an unknown address', '/api/nothing', 404],
    ['a page of the portal', '/', 200],
    ['an address of the portal', '/conversations/1', 200],
    ['a file of the portal', '/main-ABCDEFGH.js', 200],
    ['a missing file', '/missing.js', 404],
    ['a broken address', '/api/%E0%A4%A', 400],
  ])('%s', async (_name, path, status) => {
    const answer = await send(path);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });

  it('over TLS in production they also say so to browsers', async () => {
    const production = await anApp({ environment: { NODE_ENV: 'production' } });
    try {
      const { headers } = await send('/api/health', { at: production });
      expect(headers['strict-transport-security']).toMatch(/max-age=\d{8,}/);
    } finally {
      await production.close();
    }
  });

  it('no answer of the API is kept by a cache', async () => {
    for (const path of ['/api/health', '/api/settings', '/api/nothing'])
      expect((await send(path)).headers['cache-control']).toBe('no-store');
  });
});

describe('the page of the portal', () => {
  const nonceOf = ({ headers, text }: Answer): string => {
    const [, inPolicy] = /'nonce-([\w-]+)'/.exec(String(headers['content-security-policy']))!;
    expect(text).toContain(`nonce="${inPolicy}"`);
    return inPolicy!;
  };

  it('has a nonce of its own in each answer, and is not kept', async () => {
    const answers = await Promise.all([send('/'), send('/'), send('/deep/link')]);
    const nonces = answers.map(nonceOf);
    expect(new Set(nonces).size).toBe(3);
    expect(nonces.every((nonce) => nonce.length >= 22)).toBe(true);
    expect(answers.every(({ headers }) => headers['cache-control'] === 'no-store')).toBe(true);
  });

  it('keeps hashed files for good and others for minutes, and shows no hidden file', async () => {
    for (const path of ['/main-ABCDEFGH.js', '/chunk-a_b-C3d4.js'])
      expect((await send(path)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await send('/theme.js')).headers['cache-control']).toBe('public, max-age=300');
    for (const path of ['/.secret', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd'])
      expect((await send(path)).text).not.toMatch(/not for anybody|root:/);
  });

  it('sends a file as small as the browser takes it, once, and takes no file away that goes on disk', async () => {
    const path = '/style-ABCDEFGH.css';
    const answers: Answer[] = [];
    for (const coding of ['gzip, deflate, br, zstd', 'gzip', 'identity', 'br;q=0', 'x-unheard-of'])
      answers.push(await send(path, { headers: { 'Accept-Encoding': coding } }));
    expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined, undefined, undefined]);
    for (const { status, headers } of answers) {
      expect([status, headers['content-type'], headers['vary']]).toEqual([200, 'text/css; charset=utf-8', 'Accept-Encoding']);
    }
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(3);
    const again = await send(path, {
      headers: { 'Accept-Encoding': 'br', 'If-None-Match': String(answers[0]!.headers['etag']) },
    });
    expect([again.status, again.text]).toEqual([304, '']);

    rmSync(join(portalDirectory, path));
    expect((await send(path, { headers: { 'Accept-Encoding': 'identity' } })).text).toBe('p { color: red }');
    expect((await send(path, { method: 'HEAD' })).status).toBe(200);
    expect((await send('/main-ABCDEFGH.js.br')).status).toBe(404);
  });

  it('asks no other host for anything, in source and as built', async () => {
    const { buildPortal } = (await import('../../scripts/build.mjs' as string)) as { buildPortal(): Promise<void> };
    await buildPortal();
    for (const path of ['apps/portal/src/index.html', 'dist/apps/portal/browser/index.html']) {
      const page = readFileSync(resolve(path), 'utf8');
      expect(page).toContain('__CSP_NONCE__');
      expect(page).not.toMatch(/(src|href|action|content)\s*=\s*["']?\s*(https?:)?\/\//i);
      expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+\s*=|javascript:/i);
    }
  }, 120_000);
});

describe('too much is refused', () => {
  const signIn = (headers: Record<string, string>, body: string | Buffer): Promise<Answer> =>
    send('/api/auth/login', { method: 'POST', headers: { ...json, ...headers }, body });

  it.each([
    ['in length', {}, JSON.stringify({ password: 'x'.repeat(1_100_000) })],
    ['behind compression', { 'Content-Encoding': 'gzip' }, gzipSync(JSON.stringify({ password: 'x'.repeat(50_000_000) }))],
  ])('%s', async (_name, headers, body) => {
    const { status, text } = await signIn(headers as Record<string, string>, body);
    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('in number, and says when to come back', async () => {
    const strict = await anApp({ environment: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '20' } });
    try {
      const statuses = [];
      for (let sent = 0; sent < 21; sent++) statuses.push((await send('/api/auth/me', { at: strict })).status);
      expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
      const refused = await send('/api/auth/me', { at: strict });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(JSON.parse(refused.text)).toMatchObject({ code: 'rate-limited' });
      expect((await send('/api/health', { at: strict })).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

it.each([
  ['GET', '/api/nothing'],
  ['POST', '/api/nothing'],
  ['DELETE', '/api/settings'],
  ['PUT', '/'],
])('%s %s is answered as a problem, not found', async (method, path) => {
  const { status, headers, text } = await send(path, { method });
  expect(status).toBe(404);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(JSON.parse(text)).toMatchObject({ status: 404, code: 'not-found', requestId: headers['x-request-id'] });
});

it('what is not there under /v1 is answered as OpenAI answers it', async () => {
  const { status, headers, text } = await send('/v1/nothing');
  expect([status, headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
  const { error } = JSON.parse(text) as { error: object };
  expect(error).toEqual({ message: expect.any(String) as string, type: 'invalid_request_error', param: null, code: 'not-found' });
});

describe('the id of a request', () => {
  const chosen = '01940000-0000-7000-8000-000000000001';

  it('is never the choice of the sender', async () => {
    const { headers } = await send('/api/health', { headers: { 'X-Request-Id': chosen } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-request-id']).not.toBe(chosen);
  });

  it('is taken from a trusted proxy, when it is one', async () => {
    const behind = await anApp({ environment: { CHAT_MAN__HTTP__TRUSTEDPROXIES: '["loopback"]' } });
    try {
      const idFor = async (given: string) =>
        (await send('/api/health', { at: behind, headers: { 'X-Request-Id': given } })).headers['x-request-id'];
      expect(await idFor(chosen)).toBe(chosen);
      expect(await idFor('patient Miller')).not.toBe('patient Miller');
    } finally {
      await behind.close();
    }
  });
});

it('metrics name routes by their pattern: no id, no name, no address in any label', async () => {
  const { id } = await admin.ask<{ id: string }>('POST', '/chat/conversations', { title: 'planted title' });
  await admin.send('GET', `/chat/conversations/${id}`);
  await send(`/api/chat/conversations/${id}/unknown-${id}`);
  await send('/api/planted-address');
  const { text } = await send('/api/metrics/prometheus');
  expect(text).toMatch(/route="\/api\/chat\/conversations\/:id"/);
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  expect(text).not.toMatch(/planted|first\.admin|127\.0\.0\.1/);
});

describe('behind a proxy that rewrites the host, or names none', () => {
  let at: TestApp;
  const signIn = async (headers: Record<string, string>, setHost = true): Promise<number> => {
    const body = JSON.stringify({ username: 'nobody', password: 'wrong' });
    return (await send('/api/auth/login', { method: 'POST', headers: { ...json, ...headers }, body, setHost, at })).status;
  };

  beforeAll(async () => {
    at = await anApp({ environment: { PUBLIC_URL: 'https://chat.example.org/' }, portalDirectory });
    await theFirstAdmin(at);
  });

  it('takes requests whose origin is the public address', async () => {
    const headers = { Origin: 'https://chat.example.org' };
    expect(await signIn(headers, false)).toBe(401);
    expect(await signIn({ ...headers, Host: 'chatman:3000' })).toBe(401);
    expect((await send('/api/health', { at, setHost: false })).status).toBe(200);
  });

  it.each(['http://chat.example.org', 'https://evil.example.org', 'null'])('refuses those of %s', async (Origin) => {
    expect(await signIn({ Origin }, false)).toBe(403);
    expect(await signIn({ Origin, Host: 'chatman:3000' })).toBe(403);
  });

  it('wants a host where no public address is set', async () => {
    expect((await send('/api/health', { setHost: false })).status).toBe(400);
  });
});
