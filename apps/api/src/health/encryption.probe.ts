import { Injectable } from '@nestjs/common';
import { uuidv7 } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';

const probeText = 'sealed and opened';

/** Seals and opens a record for real: a keyring that is there and does not fit would otherwise be noticed by the first reader. */
@Injectable()
@HealthProbe({ name: 'encryption', vital: true })
export class EncryptionProbe implements Probe {
  constructor(private readonly keyring: Keyring) {}

  async check(): Promise<ProbeResult> {
    const sealer = await this.keyring.forPurpose('health-probe');
    const place = { table: 'health.probe', column: 'text', row: uuidv7(Date.now()) };
    const opened = sealer.openText(place, sealer.seal(place, probeText));
    return opened === probeText
      ? { status: 'pass', message: 'Encryption system operational' }
      : { status: 'fail', message: 'Encryption system does not open what it sealed' };
  }
}
