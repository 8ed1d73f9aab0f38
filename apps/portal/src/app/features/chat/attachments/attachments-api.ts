import { Service, inject } from '@angular/core';
import { AttachmentList, type Attachment } from '#contracts/chat/attachments.js';
import { UploadAnswer, type UploadedFile } from '#contracts/rag.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import { xhrTransport } from '../../../shared/files/xhr-transport.js';

/** The calls about files of a conversation. */
@Service()
export class AttachmentsApi {
  private readonly api = inject(PortalApi);

  async list(conversationId: string): Promise<Attachment[]> {
    const path = `/chat/conversations/${conversationId}/attachments`;
    return (await this.api.read(path, AttachmentList, { background: true })).items;
  }

  /** Sends one file; what is wrong with it is in the answer. */
  async add(
    conversationId: string,
    file: File,
    options: { readonly signal: AbortSignal; readonly onProgress: (bytes: number) => void },
  ): Promise<UploadedFile> {
    const body = new FormData();
    body.append('file', file, file.name);
    const { items } = await this.api.read(`/chat/conversations/${conversationId}/attachments`, UploadAnswer, {
      method: 'POST',
      body,
      signal: options.signal,
      transport: xhrTransport(options.onProgress),
    });
    return items[0]!;
  }

  remove(conversationId: string, id: string): Promise<void> {
    return this.api.tell(`/chat/conversations/${conversationId}/attachments/${id}`, { method: 'DELETE' });
  }
}
