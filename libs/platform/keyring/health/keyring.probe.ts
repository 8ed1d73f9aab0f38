import { Injectable } from '@nestjs/common';
import { HealthProbe, type Probe, type ProbeResult } from '../../probes/probe.js';
import { Keyring } from '../keyring.js';

const PLACE = { table: 'keyring.probe', column: 'probe', row: 'probe' };
const TEXT = 'sealed and opened';

/** Whether something can be sealed and opened again, through the real keys. */
@Injectable()
@HealthProbe({ name: 'encryption', vital: true })
export class KeyringProbe implements Probe {
  constructor(private readonly keyring: Keyring) {}

  async check(): Promise<ProbeResult> {
    const sealer = await this.keyring.forPurpose('health');
    const opened = sealer.openText(PLACE, sealer.seal(PLACE, TEXT));
    return opened === TEXT
      ? { status: 'pass', message: 'Encryption system operational' }
      : { status: 'fail', message: 'Encryption system not operational' };
  }
}
