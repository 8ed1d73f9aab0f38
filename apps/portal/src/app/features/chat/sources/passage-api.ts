import { Service, inject } from '@angular/core';
import { Passage } from '#contracts/rag.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** Reads the passages that citations point to. */
@Service()
export class PassageApi {
  private readonly api = inject(PortalApi);

  passage(chunkId: string, signal: AbortSignal): Promise<Passage> {
    return this.api.read(`/rag/chunks/${chunkId}`, Passage, { signal });
  }
}
