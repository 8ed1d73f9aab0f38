import type { PullLine } from '../providers/llm-provider.js';

/** How far a download is, in whole megabytes: a count of bytes would not fit into a job. */
export interface PullPosition {
  readonly message: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'MB';
}

const megabyte = 1_000_000;

/** Adds up the layers of a model. A server names them one by one, so the total grows. */
export class PullProgress {
  private readonly layers = new Map<string, { total: number; completed: number }>();

  after({ status, digest, total, completed }: PullLine): PullPosition {
    if (digest !== null) {
      const known = this.layers.get(digest) ?? { total: 0, completed: 0 };
      this.layers.set(digest, {
        total: Math.max(known.total, total ?? 0),
        completed: Math.max(known.completed, completed ?? 0),
      });
    }
    const sum = (part: 'total' | 'completed'): number =>
      Math.ceil([...this.layers.values()].reduce((all, layer) => all + layer[part], 0) / megabyte);
    const all = sum('total');
    return { message: messageOf(status), done: Math.min(sum('completed'), all), total: all === 0 ? null : all, unit: 'MB' };
  }
}

/** Words of our own: what the server writes may be anything. */
function messageOf(status: string): string {
  if (/^pulling [0-9a-f]/i.test(status)) return 'Downloading';
  if (/verif/i.test(status)) return 'Checking';
  if (/writing|removing|success/i.test(status)) return 'Finishing';
  return 'Starting';
}
