import type { NextFunction, Request, Response } from 'express';
import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.js';
import { RequestLimits } from './request-limit.js';

const cookieSecret = 'for this spec';
let most: number;
let limits: RequestLimits;
let handler: ReturnType<RequestLimits['middleware']>;

beforeEach(() => {
  most = 3;
  limits = new RequestLimits();
  handler = limits.middleware({ perMinute: () => most, cookieName: 'sid', cookieSecret });
});

const request = (ip: string, headers: Readonly<Record<string, string>> = {}, path = '/api/x'): Request =>
  ({ path, ip, headers }) as unknown as Request;

function answer(sent: Request): Promise<unknown> {
  return new Promise((resolve) => void handler(sent, {} as Response, resolve as NextFunction));
}

/** How many of so many were let through. */
async function through(sent: Request, times: number): Promise<number> {
  let passed = 0;
  for (let nth = 0; nth < times; nth++) if ((await answer(sent)) === undefined) passed += 1;
  return passed;
}

const signed = (id: string, secret = cookieSecret): Record<string, string> => {
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return { cookie: `other=1; sid=${encodeURIComponent(`s:${id}.${signature}`)}` };
};
const actor = (more: Partial<Actor>): Actor => ({ id: 'ada', sessionId: null, tokenId: null, ...more }) as Actor;

describe('the limit of requests', () => {
  it('lets as many through as it says and then says when to come back', async () => {
    expect(await through(request('10.0.0.1'), 3)).toBe(3);
    expect(await answer(request('10.0.0.1'))).toMatchObject({ code: 'rate-limited', retryAfter: expect.any(Number) as number });
    expect(await answer(request('10.0.0.2'))).toBeUndefined();
  });

  it('follows a changed setting immediately', async () => {
    most = 1;
    await answer(request('10.0.0.1'));
    expect(await answer(request('10.0.0.1'))).toMatchObject({ code: 'rate-limited' });
    most = 10;
    expect(await answer(request('10.0.0.1'))).toBeUndefined();
  });

  it('never refuses a load balancer its question', async () => {
    most = 1;
    expect(await through(request('10.0.0.1', {}, '/api/health/ready'), 5)).toBe(5);
  });

  it('is each session’s own, three times that of an address, however many sit behind one', async () => {
    await through(request('10.0.0.1'), 4);
    expect(await through(request('10.0.0.1', signed('one')), 20)).toBe(9);
    expect(await through(request('10.0.0.1', signed('two')), 20)).toBe(9);
    expect(await answer(request('10.0.0.9', signed('one')))).toMatchObject({ code: 'rate-limited' });
  });

  it.each([
    ['a cookie that was signed elsewhere', signed('one', 'another secret')],
    ['a cookie without a signature', { cookie: 'sid=s%3Aone' }],
    ['a token that was made up', { authorization: 'Bearer cm_made-up' }],
  ])('is that of the address for %s', async (_name, headers) => {
    expect(await through(request('10.0.0.1', headers), 20)).toBe(3);
  });

  it('is that of the address for signing in, also with a session', async () => {
    expect(await through(request('10.0.0.1', signed('one'), '/api/auth/login'), 20)).toBe(3);
  });

  it('is its own for a token that has worked, until it works no more', async () => {
    const sent = request('10.0.0.1', { authorization: 'Bearer cm_real' });
    await limits.admit(sent, actor({ tokenId: 'token' }));
    expect(await through(sent, 20)).toBe(9);
    await limits.admit(sent, null);
    expect(await through(sent, 20)).toBe(3);
  });

  it('holds an account, by all its sessions together, to six times that of an address', async () => {
    for (let nth = 0; nth < 18; nth++) await limits.admit(request('10.0.0.1'), actor({ sessionId: `s${String(nth)}` }));
    await expect(limits.admit(request('10.0.0.2'), actor({ sessionId: 'one more' }))).rejects.toMatchObject({
      code: 'rate-limited',
    });
    await expect(limits.admit(request('10.0.0.2'), actor({ id: 'ben' }))).resolves.toBeUndefined();
  });

  it('counts every spelling of one /64 as one address', async () => {
    most = 2;
    for (const ip of ['2001:db8:1:2::9', '2001:0DB8:0001:2:3:4:5:6']) expect(await answer(request(ip))).toBeUndefined();
    expect(await answer(request('2001:db8:1:2:ffff::'))).toMatchObject({ code: 'rate-limited' });
    expect(await answer(request('2001:db8:1:3::9'))).toBeUndefined();
  });
});
