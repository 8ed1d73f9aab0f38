import { Inject, Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidEnvironment, type Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { MonitoringSettings } from '../monitoring.settings.js';

export interface Login {
  readonly user: string;
  readonly pass: string;
}

/** How Chat Man signs in at the mail server. Read from its file each time, so that a new password needs no restart. */
@Injectable()
export class EmailLogin {
  /** @throws InvalidEnvironment for a login that could not work, or would be sent in clear. */
  constructor(
    private readonly settings: Settings,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'configDir'>,
  ) {
    const { user, passwordFile, tls } = this.email;
    if ((user === null) !== (passwordFile === null))
      throw new InvalidEnvironment(['monitoring.email: expected both user and passwordFile or neither, found one']);
    if (user !== null && tls === 'none')
      throw new InvalidEnvironment(['monitoring.email.tls: expected starttls or implicit, since a password is sent; found none']);
    this.current();
  }

  current(): Login | null {
    const { user, passwordFile } = this.email;
    if (user === null || passwordFile === null) return null;
    const file = resolve(this.environment.configDir, passwordFile);
    return { user, pass: secretIn(file) };
  }

  private get email() {
    return this.settings.of(MonitoringSettings).email;
  }
}

function secretIn(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (secret !== '') return secret;
  } catch (cause) {
    throw new InvalidEnvironment([
      `monitoring.email.passwordFile: ${file} can’t be read (${(cause as NodeJS.ErrnoException).code})`,
    ]);
  }
  throw new InvalidEnvironment([`monitoring.email.passwordFile: expected a password in ${file}, found nothing`]);
}
