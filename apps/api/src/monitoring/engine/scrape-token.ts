import { Inject, Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidEnvironment, type Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { MonitoringSettings } from '../monitoring.settings.js';

/** The secret of a Prometheus that runs elsewhere and was set up before there were accounts. It opens the metrics and nothing else. */
@Injectable()
export class ScrapeToken {
  private readonly hash: Buffer | null;

  /** @throws InvalidEnvironment for a file that cannot be read, or holds too little. */
  constructor(settings: Settings, @Inject(ENVIRONMENT) { configDir }: Pick<Environment, 'configDir'>) {
    const { scrapeTokenFile } = settings.of(MonitoringSettings);
    this.hash = scrapeTokenFile === null ? null : hashOf(secretIn(resolve(configDir, scrapeTokenFile)));
  }

  /** Whether an `Authorization` header carries it. */
  isIn(authorization: string | undefined): boolean {
    const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    return this.hash !== null && given !== undefined && timingSafeEqual(hashOf(given), this.hash);
  }
}

function secretIn(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (/^\S{32,}$/.test(secret)) return secret;
  } catch (cause) {
    throw new InvalidEnvironment([
      `monitoring.scrapeTokenFile: ${file} can’t be read (${(cause as NodeJS.ErrnoException).code})`,
    ]);
  }
  throw new InvalidEnvironment([
    `monitoring.scrapeTokenFile: expected 32 characters or more in one word in ${file}, found something else`,
  ]);
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
