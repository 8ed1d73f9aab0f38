import { open, readdir, stat } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { createLogger, format, type Logger } from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import type { Environment } from '#platform/config/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';

/** Bytes read from the end of a file to find its last line; a line has some 700. */
const tailBytes = 16_384;

/**
 * `data/audit/audit.log`: one JSON line an event, for people with `tail` and for log collectors. A link to the file of the day, which is
 * turned over daily and at 20 MB. Only the owner may read it.
 */
@Injectable()
export class EventFile {
  private readonly directory: string;
  private readonly link: string;
  private readonly stem: string;
  private readonly extension: string;
  private logger: Logger | null = null;
  private keepDays = 0;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'auditLogPath'>) {
    this.directory = dirname(environment.auditLogPath);
    this.link = basename(environment.auditLogPath);
    this.extension = extname(this.link);
    this.stem = basename(this.link, this.extension);
  }

  /** Writes facts as lines, each with its time first. `keepDays`: files older than that are removed; it may change while this runs. */
  write(facts: readonly object[], keepDays: number): void {
    if (keepDays !== this.keepDays) {
      this.logger?.end(); // writes what it was given, then closes its file
      this.logger = null;
      this.keepDays = keepDays;
    }
    this.logger ??= this.openLogger(keepDays);
    for (const fact of facts) this.logger.log({ level: 'info', message: '', fact });
  }

  /** The last line of the newest file, or null where there is none. */
  async lastLine(): Promise<string | null> {
    const path = await this.newestFile();
    if (path === null) return null;
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const from = Math.max(0, size - tailBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(tailBytes), 0, tailBytes, from);
      // A last line without its line break was cut by a crash; the one before it counts.
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n').slice(0, -1);
      return lines.at(-1) ?? null;
    } finally {
      await file.close();
    }
  }

  /** Waits until everything is written. */
  async close(): Promise<void> {
    const { logger } = this;
    this.logger = null;
    if (logger === null) return;
    await new Promise<void>((resolve) => {
      logger.on('finish', resolve);
      logger.end();
    });
  }

  private openLogger(keepDays: number): Logger {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const file = new DailyRotateFile({
      dirname: this.directory,
      filename: `${this.stem}-%DATE%`,
      extension: this.extension,
      datePattern: 'YYYY-MM-DD',
      utc: true,
      maxSize: '20m',
      maxFiles: `${keepDays}d`,
      createSymlink: true,
      symlinkName: this.link,
      auditFile: join(this.directory, `.${this.stem}-files.json`),
      options: { flags: 'a', mode: 0o600 },
    });
    return createLogger({
      format: format.printf((info) => JSON.stringify(info['fact'])),
      transports: [file],
    });
  }

  private async newestFile(): Promise<string | null> {
    const names = (await readdir(this.directory).catch(() => [])).filter(
      (name) => name.startsWith(`${this.stem}-`) && name.includes(this.extension),
    );
    const files = await Promise.all(
      names.map(async (name) => ({ path: join(this.directory, name), status: await stat(join(this.directory, name)) })),
    );
    const filled = files.filter(({ status }) => status.size > 0);
    return filled.sort((one, other) => other.status.mtimeMs - one.status.mtimeMs)[0]?.path ?? null;
  }
}
