import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import { openApiDocument } from '../../libs/platform/http/reference/openapi.js';
import { anApp, type TestApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly hasBody: boolean;
  readonly schema: Json;
}

type Json = Record<string, unknown>;

/** Tries of each operation; a nightly run may raise it. */
const tries = Number(process.env['FUZZ_TRIES'] ?? 25);
/** These end the session that the others need. */
const ending = ['/api/auth/logout', '/api/auth/sessions/{id}'];

const garbage: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '‮', '../../etc/passwd', "' OR 1=1 --", '{{7*7}}', '<script>', 'a'.repeat(40_000)),
  fc.constantFrom(
    -1,
    0,
    1e308,
    -0,
    2 ** 53,
    1.5,
    null,
    true,
    [],
    {},
    [[[[[]]]]],
    { __proto__: { admin: true } },
    { constructor: 1 },
  ),
  fc.uuid(),
);

/** Values near what a schema wants: mostly of its shape, with one thing or another out of place. */
function near(schema: Json, components: Record<string, Json>): fc.Arbitrary<unknown> {
  const ref = schema['$ref'];
  if (typeof ref === 'string') return near(components[ref.split('/').at(-1)!] ?? {}, components);
  const options = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (options) return fc.oneof(...options.map((option) => near(option, components)), garbage);
  if (Array.isArray(schema['enum'])) return fc.oneof(fc.constantFrom(...(schema['enum'] as unknown[])), garbage);
  switch (schema['type']) {
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
      const shaped = fc.record(Object.fromEntries(properties.map(([name, inner]) => [name, near(inner, components)])), {
        requiredKeys: [],
      });
      return fc.oneof(
        { weight: 6, arbitrary: shaped },
        { weight: 1, arbitrary: fc.tuple(shaped, garbage).map(([value, extra]) => ({ ...value, surplus: extra })) },
        garbage,
      );
    }
    case 'array':
      return fc.oneof(fc.array(near((schema['items'] ?? {}) as Json, components), { maxLength: 5 }), garbage);
    case 'string':
      return fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), garbage);
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer(), fc.double(), garbage);
    case 'boolean':
      return fc.oneof(fc.boolean(), garbage);
    default:
      return garbage;
  }
}

describe('no call returns 500, for any input', () => {
  let subject: TestApp;
  let admin: Person;
  let operations: Operation[];
  let components: Record<string, Json>;

  beforeAll(async () => {
    subject = await anApp({ settings: { limits: { requestsPerMinute: 1_000_000, loginFailures: 100 } } });
    admin = await theFirstAdmin(subject);
    const document = openApiDocument(subject.app.get(RouteCheck).routes(), { version: '1' }) as {
      paths: Record<string, Json>;
      components: { schemas: Record<string, Json> };
    };
    components = document.components.schemas;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const body = (operation as { requestBody?: { content: Record<string, { schema: Json }> } }).requestBody;
        return {
          method: method.toUpperCase(),
          path,
          hasBody: body !== undefined,
          schema: Object.values(body?.content ?? {})[0]?.schema ?? {},
        };
      }),
    );
  });

  async function statusOf(
    operation: Operation,
    id: string,
    query: string,
    body: unknown,
  ): Promise<{ status: number; text: string }> {
    const path = operation.path.replace(/\{[^}]+\}/g, () => encodeURIComponent(id) || '-');
    const stop = AbortSignal.timeout(3_000);
    try {
      const response = await fetch(`${subject.url}${path}${query}`, {
        method: operation.method,
        headers: { Cookie: admin.cookie, ...(operation.hasBody ? { 'Content-Type': 'application/json' } : {}) },
        body: operation.hasBody ? JSON.stringify(body) : undefined,
        signal: stop,
        redirect: 'manual',
      });
      if (response.headers.get('content-type')?.includes('event-stream')) {
        await response.body?.cancel();
        return { status: response.status, text: '' };
      }
      return { status: response.status, text: (await response.text()).slice(0, 300) };
    } catch (error) {
      if ((error as Error).name === 'TimeoutError') return { status: 0, text: 'did not answer within 3 s' };
      throw error;
    }
  }

  it('nor hangs, for bodies, ids and queries near and far from what it wants', async () => {
    const failures: string[] = [];
    for (const operation of operations.filter(({ path }) => !ending.includes(path))) {
      const ids = fc.oneof(fc.uuid(), fc.uuid({ version: 7 }), fc.constantFrom('0', '%00', '..', 'null', 'é', 'x'.repeat(500)));
      const queries = fc.constantFrom(
        '',
        '?limit=0',
        '?limit=abc',
        '?cursor=%FF',
        '?cursor=zzz',
        '?limit=1&limit=2',
        '?a[b]=c',
        '?q=%00',
      );
      const samples = fc.sample(fc.tuple(ids, queries, near(operation.schema, components)), { numRuns: tries, seed: 20261121 });
      for (const [id, query, body] of samples) {
        const { status, text } = await statusOf(operation, id, query, body);
        if (status === 0 || (status >= 500 && status !== 503))
          failures.push(
            `${operation.method} ${operation.path}: ${status} ${text} for ${JSON.stringify({ id, query, body }).slice(0, 200)}`,
          );
      }
    }
    expect(operations.length).toBeGreaterThan(20);
    expect([...new Set(failures)].slice(0, 20)).toEqual([]);
  }, 240_000);

  it.each([
    ['malformed JSON', '{"username": ', 'application/json', 400],
    ['a JSON string instead of an object', '"hello"', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x70, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'application/json', 400],
    ['a body that says it is gzip and is not', '{}', 'application/json; x', 400],
    ['a huge body', JSON.stringify({ password: 'x'.repeat(2_000_000) }), 'application/json', 413],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'application/json', 400],
    ['another media type', 'username=a&password=b', 'application/x-www-form-urlencoded', 400],
    ['an unknown character set', '{}', 'application/json; charset=klingon', 400],
  ] as const)('%s is answered with a problem document', async (name, body, contentType, expected) => {
    const response = await fetch(`${subject.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': contentType, ...(name.includes('gzip') ? { 'Content-Encoding': 'gzip' } : {}) },
      body: body as string,
    });
    expect(response.status).toBe(expected);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      status: expected,
      code: expect.any(String) as string,
      requestId: expect.any(String) as string,
    });
  });

  it('an unknown field is refused by name', async () => {
    const response = await admin.send('POST', '/chat/conversations', { title: 'x', owner: 'somebody' });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('owner');
  });

  it('a broken percent escape and an unknown address are problems too', async () => {
    expect((await fetch(`${subject.url}/api/%E0%A4%A`)).status).toBe(400);
    const missing = await fetch(`${subject.url}/api/nothing/here`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
  });
});
