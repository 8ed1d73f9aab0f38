import { Service, inject } from '@angular/core';
import { Session } from '../../core/session/session.js';

/**
 * What was typed and not sent, by conversation. Kept in this tab's own storage, so that it outlives an idle log-off, under the
 * person's id, so that the next one at the same screen does not find it; another person's drafts go when this one signs in.
 */
@Service()
export class Drafts {
  private readonly session = inject(Session);

  constructor() {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith('cm-draft:') && !key.startsWith(this.prefix())) sessionStorage.removeItem(key);
    }
  }

  of(conversationId: string | null): string {
    return sessionStorage.getItem(this.key(conversationId)) ?? '';
  }

  keep(conversationId: string | null, text: string): void {
    if (text.trim() === '') sessionStorage.removeItem(this.key(conversationId));
    else sessionStorage.setItem(this.key(conversationId), text);
  }

  private key(conversationId: string | null): string {
    return `${this.prefix()}${conversationId ?? 'new'}`;
  }

  private prefix(): string {
    return `cm-draft:${this.session.me()?.id ?? 'nobody'}:`;
  }
}
