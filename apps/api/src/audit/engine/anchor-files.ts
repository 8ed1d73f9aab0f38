import { createReadStream } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { appendFile, makeDirectory, replaceFile } from '#platform/storage/durable-files.js';
import { linesOf } from '#transparency/export/lines.js';

/**
 * Checkpoints outside the database, beside the audit log file. `checkpoint` is the newest one, replaced with each batch; `anchors.jsonl`
 * only grows, a line a minute at most. A database that is put back to an older state, or rewritten, contradicts them.
 */
@Injectable()
export class AnchorFiles {
  private readonly directory: string;
  private readonly newestFile: string;
  private readonly historyFile: string;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'auditLogPath'>) {
    this.directory = dirname(environment.auditLogPath);
    this.newestFile = join(this.directory, 'checkpoint');
    this.historyFile = join(this.directory, 'anchors.jsonl');
  }

  async writeNewest(note: string): Promise<void> {
    await makeDirectory(this.directory);
    await replaceFile(this.newestFile, note);
  }

  async remember(note: string): Promise<void> {
    await makeDirectory(this.directory);
    await appendFile(this.historyFile, `${JSON.stringify({ note })}\n`);
  }

  /** The newest checkpoint note, or null where none was written. */
  async newest(): Promise<string | null> {
    try {
      return await readFile(this.newestFile, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw cause;
    }
  }

  /** Every remembered note in the order of writing, the newest last. Lines that were cut by a crash are passed over. */
  async *all(): AsyncGenerator<string> {
    try {
      for await (const line of linesOf(createReadStream(this.historyFile))) {
        const note = typeof line === 'string' ? noteIn(line) : null;
        if (note !== null) yield note;
      }
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    }
    const newest = await this.newest();
    if (newest !== null) yield newest;
  }

  /** Renames the anchors of an abandoned history. They stay as evidence. */
  async setAside(label: string): Promise<void> {
    for (const file of [this.newestFile, this.historyFile]) {
      await rename(file, `${file}.${label}`).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'ENOENT') throw cause;
      });
    }
  }
}

function noteIn(line: string): string | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'note' in value && typeof value.note === 'string' ? value.note : null;
  } catch {
    return null; // half a line: the machine stopped while it was written
  }
}
