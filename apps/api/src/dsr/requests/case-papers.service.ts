import { Injectable } from '@nestjs/common';
import type { Dossier } from '#contracts/rights/dossier.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { ErasureRepository } from '../erasure/erasure.repository.js';
import { RightsSettings } from '../rights.settings.js';
import { noCertificate } from './request.errors.js';
import { RequestView } from './request-view.js';
import { RequestsService } from './requests.service.js';

/** Certificates and files of cases. */
@Injectable()
export class CasePapers {
  constructor(
    private readonly requests: RequestsService,
    private readonly view: RequestView,
    private readonly erasures: ErasureRepository,
    private readonly audit: AuditReadingFacade,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not-found`, `no-certificate` */
  async certificate(actor: Actor, id: string): Promise<string> {
    await this.requests.seen(actor, id);
    const text = (await this.erasures.stateOf(id))?.certificate ?? null;
    if (text === null) throw noCertificate();
    return text;
  }

  async dossier(actor: Actor, id: string): Promise<Dossier> {
    const request = await this.requests.seen(actor, id);
    const erasure = await this.erasures.stateOf(id);
    return {
      format: 'chatman.rights-dossier',
      version: 1,
      printedAt: this.clock.now().toISOString(),
      request: await this.view.one(actor, request),
      timeZone: this.settings.of(RightsSettings).timeZone,
      certificate: erasure?.certificate ?? null,
      partCertificate: erasure?.partCertificate ?? null,
      checkpoint: await this.audit.checkpoint(),
    };
  }
}
