import { Service, inject } from '@angular/core';
import { Document, DocumentContent, DocumentPage, DocumentVersionPage, Passage, type DocumentVersion } from '#contracts/rag.js';
import { PortalApi, type Call } from '../../../core/api/portal-api.js';

/** The calls about documents. */
@Service()
export class DocumentsApi {
  private readonly api = inject(PortalApi);

  documents(collectionId: string, cursor: string | null): Promise<DocumentPage> {
    const query = new URLSearchParams({ limit: '100', ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/rag/collections/${collectionId}/documents?${query.toString()}`, DocumentPage);
  }

  document(id: string, call: Call = {}): Promise<Document> {
    return this.api.read(`/rag/documents/${id}`, Document, call);
  }

  /** The version that is in force, or the one with this number. */
  content(id: string, version: number | null, signal: AbortSignal): Promise<DocumentContent> {
    const query = version === null ? '' : `?version=${String(version)}`;
    return this.api.read(`/rag/documents/${id}/content${query}`, DocumentContent, { signal });
  }

  /** A version that cites something names it by a passage. */
  passage(id: string, signal: AbortSignal): Promise<Passage> {
    return this.api.read(`/rag/chunks/${id}`, Passage, { signal });
  }

  async versions(id: string, signal: AbortSignal): Promise<readonly DocumentVersion[]> {
    return (await this.api.read(`/rag/documents/${id}/versions`, DocumentVersionPage, { signal })).items;
  }

  remove(id: string): Promise<void> {
    return this.api.tell(`/rag/documents/${id}`, { method: 'DELETE' });
  }
}
