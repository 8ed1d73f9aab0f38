import type { ServerResponse } from 'node:http';
import { constants, createGzip, type Gzip } from 'node:zlib';
import type { Knobs } from './knobs.js';

/** Writes a body as badly as the knobs say: byte by byte, compressed, or cut off after a number of bytes. */
export class BodyWriter {
  private sent = 0;
  private isCut = false;
  private readonly gzip: Gzip | null;
  private readonly response: ServerResponse;
  private readonly knobs: Knobs;
  private readonly onCut: () => void;

  constructor(response: ServerResponse, knobs: Knobs, onCut: () => void) {
    this.response = response;
    this.knobs = knobs;
    this.onCut = onCut;
    this.gzip = knobs.gzip ? createGzip() : null;
    this.gzip?.on('data', (bytes: Buffer) => this.raw(bytes));
  }

  get isOpen(): boolean {
    return !this.isCut && !this.response.destroyed && !this.response.writableEnded;
  }

  headers(status: number, contentType: string): void {
    this.response.writeHead(status, { 'content-type': contentType, ...(this.gzip ? { 'content-encoding': 'gzip' } : {}) });
    this.response.flushHeaders();
  }

  write(what: string | Buffer): void {
    if (!this.isOpen) return;
    if (this.gzip) {
      this.gzip.write(what);
      this.gzip.flush(constants.Z_SYNC_FLUSH);
    } else if (this.mayGoWhole()) {
      this.response.write(what);
    } else {
      this.raw(typeof what === 'string' ? Buffer.from(what) : what);
    }
  }

  end(): void {
    if (!this.isOpen) return;
    if (this.gzip) {
      this.gzip.once('end', () => this.response.end());
      this.gzip.end();
    } else {
      this.response.end();
    }
  }

  private mayGoWhole(): boolean {
    return this.knobs.cutAtByte === null && !this.knobs.splitEveryByte;
  }

  private raw(bytes: Buffer): void {
    if (!this.isOpen) return;
    const limit = this.knobs.cutAtByte;
    const part = limit === null ? bytes : bytes.subarray(0, Math.max(0, limit - this.sent));
    this.sent += part.length;
    if (this.knobs.splitEveryByte) for (const byte of part) this.response.write(Buffer.of(byte));
    else if (part.length > 0) this.response.write(part);
    if (limit !== null && this.sent >= limit) this.cut();
  }

  private cut(): void {
    this.isCut = true;
    this.onCut();
    // An empty write's callback comes when everything before it has left for the socket.
    this.response.write('', () => this.response.socket?.destroy());
  }
}
