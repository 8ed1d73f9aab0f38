import { Service, inject } from '@angular/core';
import { CollectionPage, SearchHits, type Collection } from '#contracts/rag.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** The call that finds passages as an answer would. */
@Service()
export class TestQueryApi {
  private readonly api = inject(PortalApi);

  async collections(signal: AbortSignal): Promise<readonly Collection[]> {
    return (await this.api.read('/rag/collections?limit=200', CollectionPage, { signal })).items;
  }

  async search(query: string, collectionId: string): Promise<SearchHits> {
    const body = { query, limit: 10, ...(collectionId === '' ? {} : { collections: [collectionId] }) };
    return this.api.read('/rag/search', SearchHits, { method: 'POST', body });
  }
}
