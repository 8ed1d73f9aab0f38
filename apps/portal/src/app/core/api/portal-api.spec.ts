import { TestBed } from '@angular/core/testing';
import * as z from 'zod/mini';
import { ApiProblem } from './api-problem.js';
import { Connection } from './connection.js';
import { PortalApi } from './portal-api.js';

const Answer = z.object({ name: z.string() });
const asProblem = (status: number, code: string, more: object = {}) =>
  new Response(
    JSON.stringify({ type: 'about:blank', title: code, status, code, detail: 'Safe words.', requestId: 'r1', ...more }),
    {
      status,
      headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '30' },
    },
  );

describe('the way to the API', () => {
  const answers = vi.fn<typeof fetch>();
  const watcher = { answered: vi.fn(), unauthenticated: vi.fn() };
  let api: PortalApi;

  beforeEach(() => {
    vi.stubGlobal('fetch', answers);
    answers.mockReset();
    watcher.answered.mockReset();
    watcher.unauthenticated.mockReset();
    api = TestBed.inject(PortalApi);
    api.watch(watcher);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('reads an answer, and drops what the contract does not know', async () => {
    answers.mockResolvedValue(Response.json({ name: 'Mara', more: 1 }));

    expect(await api.read('/x', Answer)).toEqual({ name: 'Mara' });
    expect(answers.mock.calls[0]?.[0]).toBe('/api/x');
  });

  it('refuses an answer that does not keep to the contract', async () => {
    answers.mockResolvedValue(Response.json({ name: 7 }));

    await expect(api.read('/x', Answer)).rejects.toMatchObject({ code: 'unexpected-answer' });
  });

  it('makes problems of refusals, with what is wrong about each field', async () => {
    answers.mockResolvedValue(asProblem(422, 'weak-password', { errors: [{ path: 'password', message: 'is common' }] }));

    const failure = (await api.read('/x', Answer).catch((each: unknown) => each)) as ApiProblem;

    expect(failure).toBeInstanceOf(ApiProblem);
    expect(failure.message).toBe('Safe words.');
    expect(failure.about('password')).toBe('is common');
    expect(failure.about('username')).toBeNull();
    expect(failure.more).toMatchObject({ requestId: 'r1', retryAfterSeconds: 30 });
  });

  it('sends a form as it is, by another transport where its progress is shown', async () => {
    const body = new FormData();
    const transport = vi.fn<(url: string, request: RequestInit) => Promise<Response>>();
    transport.mockResolvedValue(Response.json({ name: 'Mara' }));

    expect(await api.read('/files', Answer, { method: 'POST', body, transport })).toEqual({ name: 'Mara' });

    const [url, request] = transport.mock.calls[0]!;
    expect([url, request.method, request.body]).toEqual(['/api/files', 'POST', body]);
    expect(new Headers(request.headers).has('Content-Type')).toBe(false);
    expect(answers).not.toHaveBeenCalled();
    expect(watcher.answered).toHaveBeenCalledOnce();
  });

  it('says that nobody is signed in only when the API says so', async () => {
    answers.mockResolvedValueOnce(asProblem(401, 'invalid-credentials')).mockResolvedValueOnce(asProblem(401, 'unauthenticated'));

    await api.read('/x', Answer).catch(() => undefined);
    expect(watcher.unauthenticated).not.toHaveBeenCalled();
    await api.read('/x', Answer).catch(() => undefined);
    expect(watcher.unauthenticated).toHaveBeenCalledOnce();
  });

  it('marks calls that are no act of the person', async () => {
    answers.mockImplementation(async () => Response.json({ name: 'Mara' }));

    await api.read('/x', Answer, { background: true });
    await api.read('/x', Answer);

    expect(answers.mock.calls.map(([, init]) => new Headers(init?.headers).get('X-Background'))).toEqual(['1', null]);
    expect(watcher.answered.mock.calls.map(([call]) => (call as { background: boolean }).background)).toEqual([true, false]);
  });

  it('notices when the API cannot be reached, and when it can again', async () => {
    const connection = TestBed.inject(Connection);
    answers.mockRejectedValueOnce(new TypeError('failed')).mockResolvedValueOnce(asProblem(503, 'unavailable'));

    await expect(api.read('/x', Answer)).rejects.toMatchObject({ code: 'unreachable', status: 0 });
    expect(connection.online()).toBe(false);
    await expect(api.read('/x', Answer)).rejects.toMatchObject({ code: 'unavailable' });
    expect(connection.online()).toBe(true);
  });

  it('says only what is known when the answer to a change is lost', async () => {
    answers.mockRejectedValue(new TypeError('failed'));

    const failure = (await api.tell('/x', { method: 'DELETE' }).catch((each: unknown) => each)) as ApiProblem;

    expect(failure.code).toBe('unreachable');
    expect(failure.message).toContain('couldn’t tell whether it was saved');
    expect(failure.message).not.toContain('Nothing was changed');
  });

  describe('what is to be done once', () => {
    const post = { method: 'POST', body: { a: 1 }, once: true } as const;
    const keys = () => answers.mock.calls.map(([, init]) => new Headers(init?.headers).get('Idempotency-Key'));
    const lost = () => Promise.reject(new TypeError('failed'));
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it.each([
      ['the connection breaks', lost],
      ['a proxy answers for the API', async () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
      ['the database went while it was saved', async () => asProblem(503, 'outcome-unknown')],
      ['the first call is still being worked on', async () => asProblem(409, 'idempotency-key-in-use')],
    ])('is sent again with the same key when %s, and the page says that it is being checked', async (_case, first) => {
      const connection = TestBed.inject(Connection);
      answers.mockImplementationOnce(first).mockImplementationOnce(async () => Response.json({ name: 'Mara' }));

      const reading = api.read('/x', Answer, post);
      await vi.advanceTimersByTimeAsync(100);
      expect(connection.isChecking()).toBe(true);
      await vi.advanceTimersByTimeAsync(20_000);

      expect(await reading).toEqual({ name: 'Mara' });
      expect(connection.isChecking()).toBe(false);
      expect(keys()).toHaveLength(2);
      expect(keys()[0]).toMatch(/^[0-9a-f]{32}$/);
      expect(keys()[1]).toBe(keys()[0]);
    });

    it('keeps its key when no answer comes at all, for whoever does the same again', async () => {
      answers.mockImplementation(lost);
      const first = api.read('/x', Answer, post).catch((each: unknown) => each);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(((await first) as ApiProblem).message).toContain('couldn’t tell whether it was saved');

      answers.mockImplementation(async () => Response.json({ name: 'Mara' }));
      await api.read('/x', Answer, post);
      await api.read('/x', Answer, post);

      const [last, before, ...earlier] = keys().toReversed();
      expect(new Set(earlier)).toEqual(new Set([before]));
      expect(last).not.toBe(before);
    });

    it('is not sent again when the API refuses it', async () => {
      answers.mockImplementation(async () => asProblem(409, 'answer-under-way'));

      await expect(api.read('/x', Answer, post)).rejects.toMatchObject({ code: 'answer-under-way' });
      expect(answers).toHaveBeenCalledOnce();
    });
  });

  it('does not take a call that the page gave up for a lost connection', async () => {
    const stop = new AbortController();
    stop.abort();
    answers.mockRejectedValue(new DOMException('given up', 'AbortError'));

    await expect(api.read('/x', Answer, { signal: stop.signal })).rejects.toThrow('given up');
    expect(TestBed.inject(Connection).online()).toBe(true);
  });

  describe('that sent too many calls', () => {
    const tooMany = () =>
      new Response(
        JSON.stringify({
          type: 'about:blank',
          title: 'Too many requests',
          status: 429,
          code: 'rate-limited',
          detail: 'Wait.',
          requestId: '',
        }),
        {
          status: 429,
          headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '7' },
        },
      );

    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    it('waits as long as the API says, says how long, and goes on by itself', async () => {
      const fetched = vi
        .fn<typeof fetch>()
        .mockResolvedValueOnce(tooMany())
        .mockImplementation(async () => Response.json({ name: 'Mara' }));
      vi.stubGlobal('fetch', fetched);
      const connection = TestBed.inject(Connection);
      const reading = api.read('/x', Answer);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(Math.ceil(connection.heldFor() / 1000)).toBe(6);
      const other = api.read('/y', Answer);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(fetched).toHaveBeenCalledTimes(1);

      await vi.advanceTimersByTimeAsync(2_000);
      expect(await Promise.all([reading, other])).toEqual([{ name: 'Mara' }, { name: 'Mara' }]);
      expect(connection.heldFor()).toBe(0);
    });

    it('says so at last where it never ends', async () => {
      vi.stubGlobal(
        'fetch',
        vi.fn<typeof fetch>(async () => tooMany()),
      );
      const failing = api.read('/x', Answer).catch((failure: unknown) => failure);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await failing).toMatchObject({ status: 429, code: 'rate-limited' });
    });
  });

  it('takes what a proxy says for a server that is away', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn<typeof fetch>(async () => new Response('<h1>Bad gateway</h1>', { status: 502 })),
    );
    await expect(api.read('/x', Answer)).rejects.toMatchObject({ code: 'unreachable' });
    expect(TestBed.inject(Connection).online()).toBe(false);
  });
});
