import { Injectable } from '@nestjs/common';
import type { DraftKey } from '#contracts/auth/drafts.js';
import type { Actor } from '#platform/access/actor.js';
import { needsSession } from '../../auth.errors.js';
import { AccountKeys } from '../account-keys.js';

/** The key of what a person typed and did not send: only a browser in which they are signed in gets it. */
@Injectable()
export class DraftKeys {
  constructor(private readonly keys: AccountKeys) {}

  async of(actor: Actor): Promise<DraftKey> {
    const key = await this.ofBrowser(actor);
    if (key === null) throw needsSession();
    return { key };
  }

  /** Null to programs. */
  async ofBrowser(actor: Actor): Promise<string | null> {
    return actor.sessionId === null ? null : (await this.keys.draftKey(actor.id)).toString('base64url');
  }
}
