import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '#contracts/events.js';
import type { Actor } from '../access/actor.js';

/** Bytes that a reader may be behind. Beyond that the stream is cut, and a reader that reconnects gets the missed events. */
const mostBehind = 64 * 1024;

/** The live events of one reader. */
export class LiveStream {
  constructor(
    /** As of the last check: rights that an administrator takes away end here too. */
    public actor: Actor,
    private readonly response: ServerResponse,
  ) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no', // nginx would collect events otherwise
    });
  }

  onClose(act: () => void): void {
    this.response.on('close', act);
  }

  send({ event, data }: LiveEvent, id: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (this.response.writableLength > mostBehind) this.response.destroy();
  }

  end(): void {
    if (!this.response.writableEnded) this.response.end();
  }
}
