import { TestBed } from '@angular/core/testing';
import { ConnectionWatch } from './connection-watch.js';
import { EventStreamApi, type StreamItem } from './event-stream-api.js';

/** A stream of server-sent events that ends after its parts. */
function stream(...parts: readonly string[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
}

const delta = (text: string, id: number) => `id: ${String(id)}\nevent: delta\ndata: ${text}\n\n`;

describe('a stream of events', () => {
  const answers = vi.fn<typeof fetch>();
  const stop = new AbortController();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', answers);
    answers.mockReset();
    TestBed.configureTestingModule({ providers: [{ provide: ConnectionWatch, useValue: { look: async () => true } }] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** Reads until so many events have come, turning the clock on while the line is down. */
  async function read(events: number, from = ''): Promise<StreamItem[]> {
    const items: StreamItem[] = [];
    const reading = TestBed.inject(EventStreamApi).follow('/s', from, stop.signal);
    while (items.filter((item) => item.kind === 'event').length < events) {
      const next = reading.next();
      next.catch(() => undefined); // Awaited below, after the clock was turned.
      await vi.advanceTimersByTimeAsync(20_000);
      const { value, done } = await next;
      if (done === true) break;
      items.push(value);
    }
    await reading.return();
    return items;
  }

  const sent = (at: number) => new Headers(answers.mock.calls[at]?.[1]?.headers).get('Last-Event-ID');
  const texts = (items: StreamItem[]) => items.map((item) => (item.kind === 'event' ? item.message.data : item.kind));

  it('begins where the reader already is', async () => {
    answers.mockResolvedValue(stream(delta('b', 2)));

    await read(1, '1');

    expect(sent(0)).toBe('1');
  });

  it('puts together events that come in pieces, cut inside a character too', async () => {
    const bytes = new TextEncoder().encode(delta('é', 1));
    const cut = bytes.indexOf(0xc3) + 1;
    answers.mockResolvedValue(
      new Response(
        new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(bytes.slice(0, cut));
            controller.enqueue(bytes.slice(cut));
            controller.close();
          },
        }),
      ),
    );

    expect(texts(await read(1))).toEqual(['é']);
  });

  it('takes a lost line up where it was lost, and tells', async () => {
    answers
      .mockResolvedValueOnce(stream(delta('a', 1), delta('b', 2)))
      .mockRejectedValueOnce(new TypeError('no network'))
      .mockResolvedValueOnce(stream(delta('c', 3)));

    expect(texts(await read(3))).toEqual(['a', 'b', 'lost', 'lost', 'back', 'c']);
    expect([sent(0), sent(1), sent(2)]).toEqual([null, '2', '2']);
  });

  it('gives up when the API refuses', async () => {
    answers.mockResolvedValue(
      Response.json({ type: '', title: '', status: 404, code: 'not-found', detail: 'Gone.', requestId: 'r' }, { status: 404 }),
    );

    await expect(read(1)).rejects.toMatchObject({ code: 'not-found' });
    expect(answers).toHaveBeenCalledOnce();
  });

  it('does not keep a session alive', async () => {
    answers.mockResolvedValue(stream(delta('a', 1)));

    await read(1);

    expect(new Headers(answers.mock.calls[0]?.[1]?.headers).get('X-Background')).toBe('1');
  });
});
