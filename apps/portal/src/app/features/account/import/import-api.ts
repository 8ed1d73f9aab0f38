import { Service, inject } from '@angular/core';
import { ImportStarted } from '#contracts/chat/import.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import { xhrTransport } from '../../../shared/files/xhr-transport.js';

/** The call that takes conversations from elsewhere. */
@Service()
export class ImportApi {
  private readonly api = inject(PortalApi);

  send(
    file: File,
    options: { readonly signal: AbortSignal; readonly onProgress: (bytes: number) => void },
  ): Promise<ImportStarted> {
    const body = new FormData();
    body.append('file', file);
    return this.api.read('/chat/import', ImportStarted, {
      method: 'POST',
      body,
      signal: options.signal,
      transport: xhrTransport(options.onProgress),
    });
  }
}
