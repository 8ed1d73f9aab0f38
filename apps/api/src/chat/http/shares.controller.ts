import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { Share, ShareList, SharedPage, SharedThread, StartShare } from '#contracts/chat/shares.js';
import { Id, PageQuery } from '#contracts/common.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { shareDto, sharedDto, sharedThreadDto } from '../sharing/share.mapper.js';
import { ShareService } from '../sharing/share.service.js';

@Controller('chat')
export class SharesController {
  constructor(private readonly shares: ShareService) {}

  @Post('conversations/:id/shares')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('conversation.shared')
  @Answers(Share, 201)
  async start(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: StartShare }) command: StartShare,
  ): Promise<Share> {
    return shareDto(await this.shares.start(call, id, command));
  }

  @Get('conversations/:id/shares')
  @Requires('chat:converse')
  @Unaudited('People see to whom their own conversations are open; nobody else can.')
  @Answers(ShareList)
  async list(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<ShareList> {
    return { items: (await this.shares.ofConversation(actor, id)).map(shareDto) };
  }

  @Delete('shares/:id')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('conversation.share-revoked')
  @AnswersNothing()
  revoke(@Ctx() call: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    return this.shares.revoke(call, id);
  }

  @Get('shared')
  @Requires('chat:converse')
  @Unaudited('Lists what others opened to whoever asks; reading one is recorded.')
  @Answers(SharedPage)
  async shared(@Ctx() { actor }: Call, @Query({ schema: PageQuery }) query: PageQuery): Promise<SharedPage> {
    const { items, nextCursor } = await this.shares.openTo(actor, query);
    return { items: items.map(sharedDto), nextCursor };
  }

  @Get('shared/:id')
  @Requires('chat:converse')
  @Audits('conversation.share-read')
  @Answers(SharedThread)
  async read(@Ctx() call: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<SharedThread> {
    return sharedThreadDto(await this.shares.read(call, id));
  }
}
