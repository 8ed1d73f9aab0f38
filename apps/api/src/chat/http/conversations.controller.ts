import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ChangeConversation,
  ChangeConversations,
  Conversation,
  ConversationList,
  ConversationPage,
  ConversationQuery,
  MessageTree,
  SeveralConversations,
  StartConversation,
} from '#contracts/chat/chat.js';
import { Id, type Page } from '#contracts/common.js';
import { Audits, AuditsItself, DoneOnce, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call, type IdempotentCall } from '#platform/access/call.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { conversationDto, messageDto } from '../chat.mapper.js';
import { CopyService } from '../copying/copy.service.js';
import { MessageService } from '../message/message.service.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { SeveralConversationsService } from '../conversation/several-conversations.service.js';

@Controller('chat/conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationService,
    private readonly several: SeveralConversationsService,
    private readonly copies: CopyService,
    private readonly messages: MessageService,
  ) {}

  @Get()
  @Requires('chat:converse')
  @Unaudited('People read their own conversations; nobody else can.')
  @Answers(ConversationPage)
  async list(
    @Ctx() { actor }: Call,
    @Query({ schema: ConversationQuery }) query: ConversationQuery,
  ): Promise<Page<Conversation>> {
    const { items, nextCursor } = await this.conversations.list(actor, query);
    return { items: items.map(conversationDto), nextCursor };
  }

  @Post()
  @Requires('chat:converse')
  @Takes('token')
  @Audits('conversation.started')
  @Answers(Conversation, 201)
  async start(
    @Ctx() { tx, actor }: AuditedCall,
    @Body({ schema: StartConversation }) choices: StartConversation,
  ): Promise<Conversation> {
    return conversationDto(await this.conversations.start(tx, actor, choices));
  }

  @Post('changes')
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('conversation.changed')
  @DoneOnce()
  @Answers(ConversationList)
  async changeSeveral(
    @Ctx() call: IdempotentCall,
    @Body({ schema: ChangeConversations }) command: ChangeConversations,
  ): Promise<ConversationList> {
    return { items: (await this.several.change(call, command)).map(conversationDto) };
  }

  @Post('deletions')
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('conversation.deleted')
  @DoneOnce()
  @AnswersNothing()
  removeSeveral(
    @Ctx() call: IdempotentCall,
    @Body({ schema: SeveralConversations }) { ids }: SeveralConversations,
  ): Promise<void> {
    return this.several.remove(call, ids);
  }

  @Post('restorations')
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('conversation.restored')
  @DoneOnce()
  @Answers(ConversationList)
  async restoreSeveral(
    @Ctx() call: IdempotentCall,
    @Body({ schema: SeveralConversations }) { ids }: SeveralConversations,
  ): Promise<ConversationList> {
    return { items: (await this.several.restore(call, ids)).map(conversationDto) };
  }

  @Get(':id')
  @Requires('chat:converse')
  @Unaudited('People read their own conversations; nobody else can.')
  @Answers(Conversation)
  async show(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<Conversation> {
    return conversationDto(await this.conversations.find(actor, id));
  }

  @Patch(':id')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('conversation.changed')
  @Answers(Conversation)
  async change(
    @Ctx() { tx, actor }: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeConversation }) changes: ChangeConversation,
  ): Promise<Conversation> {
    return conversationDto(await this.conversations.change(tx, actor, id, changes));
  }

  @Delete(':id')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('conversation.deleted')
  @AnswersNothing()
  remove(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    return this.conversations.remove(tx, actor, id);
  }

  @Post(':id/restore')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('conversation.restored')
  @Answers(Conversation)
  async restore(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<Conversation> {
    return conversationDto(await this.conversations.restore(tx, actor, id));
  }

  @Post(':id/copy')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('conversation.started')
  @Answers(Conversation, 201)
  async copy(@Ctx() call: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<Conversation> {
    return conversationDto(await this.copies.copy(call, id));
  }

  @Get(':id/messages')
  @Requires('chat:converse')
  @Unaudited('People read their own messages; nobody else can.')
  @Answers(MessageTree)
  async tree(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<MessageTree> {
    const { conversation, messages } = await this.messages.thread(actor, id);
    return { conversation: conversationDto(conversation), items: messages.map(messageDto) };
  }
}
