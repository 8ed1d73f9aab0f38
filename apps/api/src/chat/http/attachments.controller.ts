import { Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AttachmentList, mostAttachments } from '#contracts/chat/attachments.js';
import { Id } from '#contracts/common.js';
import { Passage, UploadAnswer } from '#contracts/rag.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, AuditsItself, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { sendAttachment } from '#platform/http/attachment.js';
import { eachFile } from '#platform/http/multipart.js';
import { Answers, AnswersNothing, AnswersRaw } from '#platform/http/reference/answers.js';
import { AttachmentService } from '../attachments/attachment.service.js';

@Controller('chat/conversations/:id')
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentService) {}

  @Get('attachments')
  @Requires('chat:converse')
  @Unaudited('People see the files of their own conversations; nobody else can.')
  @Answers(AttachmentList)
  async list(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<AttachmentList> {
    return { items: await this.attachments.list(actor, id) };
  }

  @Post('attachments')
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('attachment.added')
  @Answers(UploadAnswer, 202)
  add(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string, @Req() request: Request): Promise<UploadAnswer> {
    return this.attachments.add(actor, id, (each) => eachFile(request, { field: 'file', files: mostAttachments }, each));
  }

  @Delete('attachments/:attachmentId')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('attachment.removed')
  @AnswersNothing()
  remove(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Param('attachmentId', { schema: Id }) attachmentId: string,
  ): Promise<void> {
    return this.attachments.remove(call, id, attachmentId);
  }

  @Get('attachments/:attachmentId/file')
  @Requires('chat:converse')
  @AuditsItself('attachment.downloaded')
  @AnswersRaw('application/octet-stream', 'The file as it was sent, to be saved.')
  async download(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Param('attachmentId', { schema: Id }) attachmentId: string,
    @Res() response: Response,
  ): Promise<void> {
    await sendAttachment(response, await this.attachments.download(actor, id, attachmentId));
  }

  @Get('passages/:chunkId')
  @Requires('chat:converse')
  @Unaudited('Opens a citation of an answer that was recorded.')
  @Answers(Passage)
  showPassage(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Param('chunkId', { schema: Id }) chunkId: string,
  ): Promise<Passage> {
    return this.attachments.passage(actor, id, chunkId);
  }
}
