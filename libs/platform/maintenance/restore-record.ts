import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Id, Timestamp } from '#contracts/common.js';
import { Restore } from '#contracts/backup/restore.js';
import { makeDirectory, replaceFile } from '../storage/durable-files.js';

/**
 * A restore as it lies in `data/restore/`, outside the database that it replaces: the API writes that it was decided, the supervisor carries
 * it out and writes how far it is. It names people by ids alone, and no reason.
 */
export const RestoreRecord = z.extend(z.omit(Restore, { requestedBy: true, approvedBy: true }), {
  requestedBy: Id,
  approvedBy: z.nullable(Id),
  /** Who is recorded as having done it, and the event in the log of the old database that announced it. */
  actor: z.object({ id: Id, role: z.string() }),
  eventId: Id,
  requestedAt: Timestamp,
});
export type RestoreRecord = z.infer<typeof RestoreRecord>;

const directoryName = 'restore';
const fileName = 'newest.json';

export function isUnderWay({ state }: Pick<RestoreRecord, 'state'>): boolean {
  return state === 'requested' || state === 'running';
}

/** The newest restore from the portal. All instances share the directory. */
export class RestoreRecordFile {
  private readonly directory: string;

  constructor({ dataDir }: { readonly dataDir: string }) {
    this.directory = join(dataDir, directoryName);
  }

  /** Null where there was none, or the file says nothing that can be understood. */
  async read(): Promise<RestoreRecord | null> {
    try {
      const parsed = RestoreRecord.safeParse(JSON.parse(await readFile(join(this.directory, fileName), 'utf8')));
      return parsed.success ? parsed.data : null;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT' || cause instanceof SyntaxError) return null;
      throw cause;
    }
  }

  async write(record: RestoreRecord): Promise<void> {
    await makeDirectory(this.directory);
    await replaceFile(join(this.directory, fileName), `${JSON.stringify(record)}\n`);
  }
}
