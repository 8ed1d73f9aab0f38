import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { publicAddress } from '../public-address.js';

/** What passkeys are bound to: the address under which people reach this installation. Another address, another set of passkeys. */
@Injectable()
export class RelyingParty {
  readonly origin: string;
  /** The host without its port. */
  readonly id: string;
  readonly name = 'Chat Man';

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    const address = new URL(publicAddress(environment));
    this.origin = address.origin;
    this.id = address.hostname;
  }
}
