import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { PageQuery } from '#contracts/common.js';
import { NoticeList, NoticesRead, ReadNotices } from '#contracts/auth/notices.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Answers } from '#platform/http/reference/answers.js';
import { Notices } from './notices.service.js';

@Controller('auth/notices')
export class NoticesController {
  constructor(private readonly notices: Notices) {}

  @Get()
  @Requires('account:own')
  @Unaudited('People read their own notices; what they report is recorded where it happened.')
  @Answers(NoticeList)
  list(@Ctx() { actor }: Call, @Query({ schema: PageQuery }) query: PageQuery): Promise<NoticeList> {
    return this.notices.list(actor, query);
  }

  /** Audited: whether a person had been notified can matter later. */
  @Post('read')
  @Requires('account:own')
  @Takes('session')
  @Audits('notices.read')
  @Answers(NoticesRead)
  async read(
    @Ctx() { tx, actor, audit }: AuditedCall,
    @Body({ schema: ReadNotices }) command: ReadNotices,
  ): Promise<NoticesRead> {
    const answer = await this.notices.markRead(tx, actor, command);
    audit.add({ object: { type: 'user', id: actor.id }, detail: { read: answer.read } });
    return answer;
  }
}
