import { Service, inject } from '@angular/core';
import { Share, ShareList, SharedPage, SharedThread, type StartShare } from '#contracts/chat/shares.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** The calls about snapshots of conversations: those that a person shares, and those that others opened to them. */
@Service()
export class SharesApi {
  private readonly api = inject(PortalApi);

  async ofConversation(conversationId: string): Promise<Share[]> {
    return (await this.api.read(`/chat/conversations/${conversationId}/shares`, ShareList)).items;
  }

  start(conversationId: string, body: StartShare): Promise<Share> {
    return this.api.read(`/chat/conversations/${conversationId}/shares`, Share, { method: 'POST', once: true, body });
  }

  revoke(id: string): Promise<void> {
    return this.api.tell(`/chat/shares/${id}`, { method: 'DELETE' });
  }

  /** Those of others, newest first. */
  openToMe(cursor: string | null): Promise<SharedPage> {
    const query = new URLSearchParams({ limit: '50', ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/chat/shared?${query.toString()}`, SharedPage);
  }

  thread(id: string): Promise<SharedThread> {
    return this.api.read(`/chat/shared/${encodeURIComponent(id)}`, SharedThread);
  }
}
