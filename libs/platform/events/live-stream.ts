import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '#contracts/events.js';
import type { Actor } from '../access/actor.js';

/** Bytes that a reader may be behind. More means that nobody reads: the stream is cut, and whoever comes back is told what was missed. */
const mostBehind = 64 * 1024;

/** The live events of one reader. */
export class LiveStream {
  constructor(
    /** As of the last look: what an administrator takes away ends here too. */
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
