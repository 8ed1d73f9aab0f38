import { Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';

@Injectable()
export class DiskSpace {
  /** Bytes used and in all on the file system of a directory, as far as an ordinary user may use them. */
  async of(directory: string): Promise<{ readonly used: number; readonly total: number }> {
    const { blocks, bfree, bavail, bsize } = await statfs(directory);
    const used = (blocks - bfree) * bsize;
    return { used, total: used + bavail * bsize };
  }
}
