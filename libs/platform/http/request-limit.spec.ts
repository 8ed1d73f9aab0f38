import type { NextFunction, Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { limitRequests } from './request-limit.js';

function answers(handler: ReturnType<typeof limitRequests>, path: string, ip: string): Promise<unknown> {
  return new Promise((resolve) => handler({ path, ip } as Request, {} as Response, resolve as NextFunction));
}

describe('the limit of requests', () => {
  it('lets as many through as it says and then says when to come back', async () => {
    const handler = limitRequests(() => 3);
    for (let sent = 0; sent < 3; sent++) expect(await answers(handler, '/api/x', '10.0.0.1')).toBeUndefined();
    expect(await answers(handler, '/api/x', '10.0.0.1')).toMatchObject({
      code: 'rate-limited',
      retryAfter: expect.any(Number) as number,
    });
    expect(await answers(handler, '/api/x', '10.0.0.2')).toBeUndefined();
  });

  it('follows a changed setting at once', async () => {
    let most = 1;
    const handler = limitRequests(() => most);
    await answers(handler, '/api/x', '10.0.0.1');
    expect(await answers(handler, '/api/x', '10.0.0.1')).toMatchObject({ code: 'rate-limited' });
    most = 10;
    expect(await answers(handler, '/api/x', '10.0.0.1')).toBeUndefined();
  });

  it('never refuses a load balancer its question', async () => {
    const handler = limitRequests(() => 1);
    for (let sent = 0; sent < 5; sent++) expect(await answers(handler, '/api/health/ready', '10.0.0.1')).toBeUndefined();
  });

  it('counts every spelling of one /64 as one address', async () => {
    const handler = limitRequests(() => 2);
    for (const ip of ['2001:db8:1:2::9', '2001:0DB8:0001:2:3:4:5:6'])
      expect(await answers(handler, '/api/x', ip)).toBeUndefined();
    expect(await answers(handler, '/api/x', '2001:db8:1:2:ffff::')).toMatchObject({ code: 'rate-limited' });
    expect(await answers(handler, '/api/x', '2001:db8:1:3::9')).toBeUndefined();
  });
});
