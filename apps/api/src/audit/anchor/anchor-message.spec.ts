import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anchorMessage, retryAfterMs, signedHeaders, webhookSecret } from './anchor-message.js';

const note = 'chat-man-1\n42\nroot=\ntime 2026-11-21T09:00:00.000Z\nbatch 7 99 1\n\n\u2014 chat-man-1 AAAA\n';
const at = new Date('2026-11-21T09:00:01.500Z');

describe('what is sent to the anchor outside', () => {
  it('is the checkpoint, under an id of its own', () => {
    const { id, body } = anchorMessage(note, at);
    expect(id).toBe('chat-man-1-42');
    expect(JSON.parse(body)).toEqual({
      type: 'audit.checkpoint',
      timestamp: '2026-11-21T09:00:01.500Z',
      data: { origin: 'chat-man-1', size: 42, note },
    });
  });

  it('is signed as Standard Webhooks says', () => {
    const secret = Buffer.alloc(32, 7);
    const headers = signedHeaders({ id: 'msg', body: '{}' }, secret, at);
    expect(headers['webhook-timestamp']).toBe('1795251601');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', secret).update('msg.1795251601.{}').digest('base64')}`);
  });

  it('agrees with the published example', () => {
    const secret = webhookSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')!;
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
    const headers = signedHeaders(message, secret, new Date(1_614_265_330_000));
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('a secret', () => {
  it('has its prefix and its length', () => {
    expect(webhookSecret(`whsec_${Buffer.alloc(24, 1).toString('base64')}`)).toEqual(Buffer.alloc(24, 1));
    expect(webhookSecret(`whsec_${Buffer.alloc(64, 1).toString('base64')}`)).toHaveLength(64);
  });

  it.each([
    '',
    'whsec_',
    'secret',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
  ])('is not %j', (text) => expect(webhookSecret(text)).toBeNull());
});

it('waits longer after each failure, ten minutes at most', () => {
  expect([1, 2, 3, 7, 8, 1_000].map((failures) => retryAfterMs(failures))).toEqual([
    5_000, 10_000, 20_000, 320_000, 600_000, 600_000,
  ]);
});
