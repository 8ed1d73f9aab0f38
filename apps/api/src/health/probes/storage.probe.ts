import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { isSafe } from '#platform/storage/encryption/verdict.rules.js';
import { judgedPlaces } from '#platform/storage/encryption/judged-places.js';
import { writtenPlaces } from '#platform/storage/written-places.js';

/** Whether what is written lies on encrypted disks, as far as can be seen. Disks come and go with a restart at most, so it is found out once. */
@Injectable()
@HealthProbe({ name: 'diskEncryption', vital: false })
export class StorageProbe implements Probe {
  private found: ProbeResult | null = null;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  check(): Promise<ProbeResult> {
    return Promise.resolve((this.found ??= this.judged()));
  }

  private judged(): ProbeResult {
    if (this.environment.skipEncryptionCheck)
      return { status: 'warn', message: 'Disk encryption isn’t checked: SKIP_ENCRYPTION_CHECK is set' };
    const unsafe = judgedPlaces(writtenPlaces(this.environment)).filter(({ verdict }) => !isSafe(verdict));
    const names = [...new Set(unsafe.map(({ variable }) => variable))].join(', '); // without paths: everybody may read this
    return names === ''
      ? { status: 'pass', message: 'Disks are encrypted' }
      : { status: 'warn', message: `Not known to be encrypted: ${names}. The log of the last start names the directories` };
  }
}
