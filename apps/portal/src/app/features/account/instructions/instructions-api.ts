import { Service, inject } from '@angular/core';
import { OwnInstructions } from '#contracts/chat/prompts.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** The calls about what every answer to a person takes into account. */
@Service()
export class InstructionsApi {
  private readonly api = inject(PortalApi);

  read(): Promise<OwnInstructions> {
    return this.api.read('/chat/instructions', OwnInstructions);
  }

  keep(text: string): Promise<OwnInstructions> {
    return this.api.read('/chat/instructions', OwnInstructions, { method: 'PUT', body: { text } });
  }
}
