import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { DailyFile } from '#platform/logging/daily-file.js';
import { ENVIRONMENT } from '#platform/platform.module.js';

/** `data/audit/audit.log`: one JSON line an event, for people with `tail` and for log collectors. A link to the file of the day. */
@Injectable()
export class EventFile {
  private readonly file: DailyFile;

  constructor(@Inject(ENVIRONMENT) { auditLogPath }: Pick<Environment, 'auditLogPath'>) {
    this.file = new DailyFile(auditLogPath);
  }

  /** Writes facts as lines, each with its time first. `keepDays`: files older than that are removed; it may change while this runs. */
  write(facts: readonly object[], keepDays: number): Promise<void> {
    return this.file.append(
      facts.map((fact) => JSON.stringify(fact)),
      keepDays,
    );
  }

  /** The last line of the newest file, or null where there is none. */
  lastLine(): Promise<string | null> {
    return this.file.lastLine();
  }

  /** Waits until everything is written. */
  close(): Promise<void> {
    return this.file.close();
  }
}
