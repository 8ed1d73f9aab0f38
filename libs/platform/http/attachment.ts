import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  /** Null where it is not known beforehand. */
  readonly bytes: number | null;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Types that a browser shows without running anything in them. Whatever else a file is, it is handed over as bytes. */
const harmless = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
  'image/tiff',
  'text/plain',
  'text/csv',
]);

/** Sends a file that people uploaded: to be saved, never shown as a page of ours. Cut off where its content turns out damaged. */
export async function sendAttachment(response: Response, { name, mediaType, bytes, content }: Attachment): Promise<void> {
  response.setHeader('Content-Type', harmless.has(mediaType) ? mediaType : 'application/octet-stream');
  if (bytes !== null) response.setHeader('Content-Length', String(bytes));
  response.setHeader('Content-Disposition', dispositionOf(name));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'");
  await pipeline(Readable.from(content, { objectMode: false }), response);
}

/** RFC 6266: a plain name for old programs, and the real one. */
export function dispositionOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '_')
    .replaceAll(/["\\%;/]/g, '_')
    .slice(0, 150);
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
