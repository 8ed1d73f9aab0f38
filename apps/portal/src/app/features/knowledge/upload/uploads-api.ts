import { Service, inject } from '@angular/core';
import { UploadAnswer, UploadedFile } from '#contracts/rag.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { PortalApi, type Call } from '../../../core/api/portal-api.js';
import type { ChosenFile } from '../../../shared/files/chosen-file.js';
import { xhrTransport } from '../../../shared/files/xhr-transport.js';
import type { Destination } from './upload.js';

/** Sends one file; the API says of it that a job reads it, or why it is refused. */
@Service()
export class UploadsApi {
  private readonly api = inject(PortalApi);

  async send(
    { file, path }: ChosenFile,
    { collectionId, documentId }: Destination,
    options: { readonly signal: AbortSignal; readonly onProgress: (bytes: number) => void },
  ): Promise<UploadedFile> {
    const body = new FormData();
    body.append('file', file, path.split('/').at(-1));
    const call: Call = { body, signal: options.signal, transport: xhrTransport(options.onProgress) };
    if (documentId !== null) return this.api.read(`/rag/documents/${documentId}/file`, UploadedFile, { ...call, method: 'PUT' });
    const answer = await this.api.read(`/rag/collections/${collectionId}/documents`, UploadAnswer, { ...call, method: 'POST' });
    const [item] = answer.items;
    if (item === undefined)
      throw new ApiProblem(202, 'unexpected-answer', $localize`Chat Man didn’t report what happened to this file.`);
    return item;
  }
}
