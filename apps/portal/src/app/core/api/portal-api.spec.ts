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

  it('does not take a call that the page gave up for a lost connection', async () => {
    const stop = new AbortController();
    stop.abort();
    answers.mockRejectedValue(new DOMException('given up', 'AbortError'));

    await expect(api.read('/x', Answer, { signal: stop.signal })).rejects.toThrow('given up');
    expect(TestBed.inject(Connection).online()).toBe(true);
  });
});
