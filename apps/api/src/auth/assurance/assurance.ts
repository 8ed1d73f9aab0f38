import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { AuthSettings } from '../auth.settings.js';
import { demandsOf, type Demands } from './assurance.rules.js';

/** To what accounts are held here. */
@Injectable()
export class Assurance {
  constructor(private readonly settings: Settings) {}

  get demands(): Demands {
    return demandsOf(this.settings.of(AuthSettings).assurance);
  }
}
