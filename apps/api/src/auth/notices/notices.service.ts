import { Injectable } from '@nestjs/common';
import type { NoticeKind, NoticeList, NoticesRead, ReadNotices } from '#contracts/notices.js';
import type { PageQuery } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { NoticesRepository } from './notices.repository.js';

/** Milliseconds that a notice is kept: somebody who comes back from a long leave still reads it. */
const noticesLast = 400 * 24 * 60 * 60_000;

/** What people are told about their own account, so that what somebody else does in their name does not stay hidden from them. */
@Injectable()
export class Notices {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** In the transaction of what happened: there is no such change without its notice. */
  async tell(tx: Tx, userId: string, kind: NoticeKind, about: string | null = null): Promise<void> {
    await this.notices.add(tx, { id: this.ids.next(), userId, content: { kind, about }, createdAt: this.clock.now() });
  }

  async list(actor: Actor, { limit, cursor }: PageQuery): Promise<NoticeList> {
    const page = await this.notices.page(actor.id, cursor ?? null, limit + 1);
    const shown = page.slice(0, limit);
    return {
      items: shown.map(({ id, content, createdAt, readAt }) => ({
        id,
        ...content,
        createdAt: createdAt.toISOString(),
        readAt: readAt?.toISOString() ?? null,
      })),
      nextCursor: page.length > limit ? shown.at(-1)!.id : null,
      unread: await this.notices.unread(actor.id),
    };
  }

  markRead(tx: Tx, actor: Actor, { ids }: ReadNotices): Promise<NoticesRead> {
    return this.notices.markRead(tx, actor.id, ids ?? null, this.clock.now());
  }

  async prune(tx: Tx): Promise<void> {
    await this.notices.forgetBefore(tx, new Date(this.clock.now().getTime() - noticesLast));
  }
}
