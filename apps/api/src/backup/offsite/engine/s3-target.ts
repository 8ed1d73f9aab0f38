import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { S3mini } from 's3mini';
import type { OffsiteTarget } from '../offsite-target.js';

export interface S3Options {
  /** Address with the bucket: `https://s3.example.com/backups`. */
  readonly endpoint: string;
  readonly region: string;
  /** File with the access key's id and its secret, one a line. */
  readonly keyFile: string;
  readonly timeoutMs: number;
}

/** Bytes of a part, which is what is in memory at a time. S3 wants at least 5 MiB, and takes ten thousand. */
const partBytes = 16 * 1024 * 1024;

/** A bucket of any store that speaks S3. Larger files go in parts, and appear when the last one has arrived. */
export class S3Target implements OffsiteTarget {
  readonly kind = 's3';
  private readonly bucket: S3mini;

  constructor({ endpoint, region, keyFile, timeoutMs }: S3Options) {
    const [accessKeyId = '', secretAccessKey = ''] = readFileSync(keyFile, 'utf8').split(/\s+/);
    this.bucket = new S3mini({ endpoint, region, accessKeyId, secretAccessKey, requestAbortTimeout: timeoutMs });
  }

  async list(prefix: string): Promise<string[]> {
    const found = (await this.bucket.listObjects('/', prefix)) ?? [];
    return found.map(({ Key }) => Key);
  }

  async put(name: string, path: string): Promise<void> {
    const { size } = await stat(path);
    const file = await open(path, 'r');
    const read = async (at: number): Promise<Buffer> => {
      const piece = Buffer.alloc(Math.min(partBytes, size - at));
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead !== piece.length) throw new RangeError('Invariant broken: a file of a backup became shorter.');
      return piece;
    };
    try {
      if (size <= partBytes) await this.bucket.putObject(name, await read(0), 'application/octet-stream');
      else await this.putParts(name, size, read);
    } finally {
      await file.close();
    }
  }

  async sha256(name: string): Promise<string | null> {
    const response = await this.bucket.getObjectResponse(name);
    if (response === null) return null;
    const hash = createHash('sha256');
    for await (const piece of response.body!) hash.update(piece as Uint8Array);
    return hash.digest('hex');
  }

  async remove(name: string): Promise<void> {
    await this.bucket.deleteObject(name);
  }

  private async putParts(name: string, size: number, read: (at: number) => Promise<Buffer>): Promise<void> {
    const upload = await this.bucket.getMultipartUploadId(name, 'application/octet-stream');
    try {
      const parts = [];
      for (let at = 0, nth = 1; at < size; at += partBytes, nth++)
        parts.push(await this.bucket.uploadPart(name, upload, await read(at), nth));
      await this.bucket.completeMultipartUpload(name, upload, parts);
    } catch (cause) {
      await this.bucket.abortMultipartUpload(name, upload).catch(() => undefined); // the first failure counts
      throw cause;
    }
  }
}
