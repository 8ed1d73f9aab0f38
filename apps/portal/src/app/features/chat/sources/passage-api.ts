import { Service, inject } from '@angular/core';
import { Passage } from '#contracts/rag.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** Reads the passages that citations point to. */
@Service()
export class PassageApi {
  private readonly api = inject(PortalApi);

  /** From the conversation whose answer cites it: files of the conversation are found there alone. */
  passage(chunkId: string, conversationId: string | null, signal: AbortSignal): Promise<Passage> {
    const path = conversationId === null ? `/rag/chunks/${chunkId}` : `/chat/conversations/${conversationId}/passages/${chunkId}`;
    return this.api.read(path, Passage, { signal });
  }
}
