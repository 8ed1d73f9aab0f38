import { Service, inject } from '@angular/core';
import { FoundPage } from '#contracts/chat/search.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** Search in one's own conversations. */
@Service()
export class SearchApi {
  private readonly api = inject(PortalApi);

  search(words: string, cursor: string | null): Promise<FoundPage> {
    const query = new URLSearchParams({ q: words, ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/chat/search?${query.toString()}`, FoundPage, { background: true });
  }
}
