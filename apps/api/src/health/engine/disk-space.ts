import { Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';

export interface DiskUse {
  readonly used: number;
  readonly total: number;
}

@Injectable()
export class DiskSpace {
  private readonly asked = new Map<string, Promise<DiskUse>>();

  /**
   * Bytes used and in all on the file system of a directory, as far as an ordinary user may use them. All who ask at the same time share one call: on a
   * disk that hangs each would hold a thread, and there are four.
   */
  of(directory: string): Promise<DiskUse> {
    const asked = this.asked.get(directory);
    if (asked) return asked;
    const answer = this.measure(directory).finally(() => this.asked.delete(directory));
    this.asked.set(directory, answer);
    return answer;
  }

  protected async measure(directory: string): Promise<DiskUse> {
    const { blocks, bfree, bavail, bsize } = await statfs(directory);
    const used = (blocks - bfree) * bsize;
    return { used, total: used + bavail * bsize };
  }
}
