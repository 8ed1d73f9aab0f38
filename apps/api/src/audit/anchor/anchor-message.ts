import { createHmac } from 'node:crypto';

/** What is sent: a checkpoint and nothing else. The id is the same for every try, so that a receiver can pass over what it has. */
export interface AnchorMessage {
  readonly id: string;
  readonly body: string;
}

export function anchorMessage(note: string, sentAt: Date): AnchorMessage {
  const [origin = '', size = ''] = note.split('\n');
  const data = { origin, size: Number(size), note };
  return { id: `${origin}-${size}`, body: JSON.stringify({ type: 'audit.checkpoint', timestamp: sentAt.toISOString(), data }) };
}

/** The headers of Standard Webhooks 1.0, for which receivers have libraries: id, time, and HMAC-SHA-256 over both and the body. */
export function signedHeaders({ id, body }: AnchorMessage, secret: Buffer, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

/** `whsec_` and 24 to 64 bytes in base64; null for anything else. */
export function webhookSecret(text: string): Buffer | null {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const secret = Buffer.from(encoded ?? '', 'base64');
  return secret.length >= 24 && secret.length <= 64 ? secret : null;
}

/** Milliseconds before the next try: longer each time, ten minutes at most. */
export function retryAfterMs(failures: number, first = 5_000): number {
  return Math.min(600_000, first * 2 ** Math.min(failures - 1, 20));
}
