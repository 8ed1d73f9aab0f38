import { Service, inject } from '@angular/core';
import { Collection, CollectionPage, type ChangeCollection, type CreateCollection } from '#contracts/rag.js';
import { PortalApi, type Call } from '../../../core/api/portal-api.js';

/** The calls about collections. */
@Service()
export class CollectionsApi {
  private readonly api = inject(PortalApi);

  collections(cursor: string | null, call: Call = {}): Promise<CollectionPage> {
    const query = new URLSearchParams({ limit: '100', ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/rag/collections?${query.toString()}`, CollectionPage, call);
  }

  collection(id: string, call: Call = {}): Promise<Collection> {
    return this.api.read(`/rag/collections/${id}`, Collection, call);
  }

  create(body: CreateCollection): Promise<Collection> {
    return this.api.read('/rag/collections', Collection, { method: 'POST', once: true, body });
  }

  change(id: string, body: ChangeCollection): Promise<Collection> {
    return this.api.read(`/rag/collections/${id}`, Collection, { method: 'PATCH', once: true, body });
  }

  remove(id: string): Promise<void> {
    return this.api.tell(`/rag/collections/${id}`, { method: 'DELETE' });
  }
}
