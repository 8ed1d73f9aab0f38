import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { factNames } from '../../libs/platform/tracing/span.js';
import { Tracing } from '../../libs/platform/tracing/tracing.js';
import { anApp, type TestApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';
import type { Person } from '../support/people.js';
import { aCollection, aDocument } from '../support/uploads.js';

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string; readonly intValue?: number };
  }[];
}

const bodies: string[] = [];
const calls: string[] = [];
const collector = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    calls.push(`${request.method} ${request.url} ${request.headers['x-key']} ${request.headers['content-type']}`);
    bodies.push(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});

const spans = (): SentSpan[] =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
const factOf = (span: SentSpan, name: string): string | number | undefined => {
  const value = span.attributes.find(({ key }) => key === name)?.value;
  return value?.stringValue ?? value?.intValue;
};

let subject: TestApp;
let person: Person;
/** Words of people, wherever people can write some. */
const canary = 'quetzalcanary';

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  subject = await anApp({
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of-the-collector',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    },
  });
  person = await theFirstAdmin(subject);
});
afterAll(() => void collector.close());

describe('traces', () => {
  it('show requests, statements, jobs, searches and answers, each in its place', async () => {
    const { id } = await aCollection(person, { name: `About ${canary}`, description: canary, readers: ['admin'] });
    const document = await aDocument(subject, person, id, {
      name: `${canary}.md`,
      content: `# ${canary}\n\nThe ${canary} nests in May.`,
    });
    await person.ask('POST', '/rag/search', { query: `Where does the ${canary} nest?` });
    const conversation = await person.ask<{ id: string }>('POST', '/chat/conversations', { title: `Of the ${canary}` });
    await person.send('POST', `/chat/conversations/${conversation.id}/messages`, { content: `When does the ${canary} nest?` });
    for (const path of [`/rag/documents/${canary}`, `/rag/documents/${document}?q=${canary}`, `/${canary}`])
      await person.send('GET', path, undefined, { 'x-request-id': canary, 'user-agent': canary, traceparent: canary });
    await person.send('POST', '/rag/search', { [canary]: canary });
    await vi.waitFor(() => expect(spans().map(({ name }) => name)).toContain('chat.generation'), patience);
    await subject.app.get(Tracing).onApplicationShutdown();

    const named = (name: string): SentSpan => spans().find((span) => span.name === name)!;
    expect(spans().map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'POST /api/rag/collections',
        'POST /api/rag/search',
        'GET /api/rag/documents/:id',
        'job knowledge.ingest',
        'knowledge.search',
        'knowledge.search.words',
        'chat.generation',
        'database',
      ]),
    );
    const search = named('POST /api/rag/search');
    expect(factOf(search, 'http.response.status_code')).toBe(200);
    expect(factOf(search, 'chat_man.request_id')).toMatch(/^[0-9a-f-]{36}$/);
    const ofSearch = spans().filter(({ traceId }) => traceId === search.traceId);
    const ranked = ofSearch.find(({ name }) => name === 'knowledge.search')!;
    expect(ranked.parentSpanId).toBe(search.spanId);
    const statements = ofSearch.filter(({ name }) => name === 'database').map((span) => factOf(span, 'db.query.summary'));
    expect(statements).toEqual(expect.arrayContaining(['rag-visible-segments', 'SELECT rag.collection', 'COMMIT']));
    expect(factOf(named('chat.generation'), 'chat_man.outcome')).toBe('completed');
  });

  it('hold nothing that people wrote, and nobody: neither in what they say nor beside it', () => {
    const everything = bodies.join('\n');
    expect(spans().length).toBeGreaterThan(50);
    const forms = (word: string): string[] => [
      word,
      Buffer.from(word).toString('hex'),
      Buffer.from(word).toString('base64').slice(0, -2),
    ];
    const secrets = [canary, person.username, person.id, 'nests in May', 'INSERT INTO'].flatMap(forms);
    expect(secrets.filter((secret) => everything.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
    const said = new Set(spans().flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    expect([...said].filter((key) => !(factNames as readonly string[]).includes(key))).toEqual([]);
    expect(everything.includes('withheld')).toBe(false);
  });

  it('are sent to the collector alone, with its header', () => {
    expect(new Set(calls)).toEqual(new Set(['POST /v1/traces of-the-collector application/json']));
  });
});

describe('without a collector', () => {
  it('nothing is recorded, and nothing of OpenTelemetry is loaded', async () => {
    vi.doMock('../../libs/platform/tracing/engine/otlp-recorder.js', () => {
      throw new Error('loaded');
    });
    const plain = await anApp({ beside: subject });
    expect(plain.app.get(Tracing).isOn).toBe(false);
    await plain.close();
    vi.doUnmock('../../libs/platform/tracing/engine/otlp-recorder.js');
  });
});

describe('a collector that is away', () => {
  it('costs a line in the log, and no request', async () => {
    const alone = await anApp({
      beside: subject,
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_BSP_SCHEDULE_DELAY: '20' },
    });
    expect((await fetch(`${alone.url}/api/rag/collections`)).status).toBe(401);
    await vi.waitFor(() => expect(alone.logged()).toContain('traces could not be sent and are dropped'), patience);
    expect(alone.logged().split('traces could not be sent').length).toBe(2);
    await alone.close();
  });
});
