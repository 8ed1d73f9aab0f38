import { Injectable } from '@nestjs/common';
import type { NoticeKind, NoticeList, NoticesRead, ReadNotices } from '#contracts/auth/notices.js';
import type { PageQuery } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Ids } from '#platform/ids.js';
import { NoticesRepository } from './notices.repository.js';

/** Milliseconds that a notice is kept: long enough for a person on a long leave. */
const noticesLast = 400 * 24 * 60 * 60_000;

/** Notifies people about changes to their own account, so that what others do in their name does not stay hidden. */
@Injectable()
export class Notices {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** In the transaction of what happened: there is no such change without its notice. */
  async notify(tx: Tx, userId: string, kind: NoticeKind, about: string | null = null): Promise<void> {
    await this.notices.add(tx, { id: this.ids.next(), userId, content: { kind, about }, createdAt: this.clock.now() });
  }

  async list(actor: Actor, query: PageQuery): Promise<NoticeList> {
    const page = await readPage(query, byId, (after, most) => this.notices.page(actor.id, after, most));
    const shown = await shownPage(page, ({ id, content, createdAt, readAt }) => ({
      id,
      ...content,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    }));
    return { ...shown, unread: await this.notices.unread(actor.id) };
  }

  markRead(tx: Tx, actor: Actor, { ids }: ReadNotices): Promise<NoticesRead> {
    return this.notices.markRead(tx, actor.id, ids ?? null, this.clock.now());
  }

  async prune(tx: Tx): Promise<void> {
    await this.notices.forgetBefore(tx, new Date(this.clock.now().getTime() - noticesLast));
  }
}
