import { Controller, Delete, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Id, PageQuery } from '#contracts/common.js';
import {
  Document,
  DocumentContent,
  DocumentPage,
  DocumentVersionPage,
  UploadAnswer,
  UploadedFile,
  VersionQuery,
} from '#contracts/rag.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, AuditsItself, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersNothing, AnswersRaw } from '#platform/http/reference/answers.js';
import { sendAttachment } from '#platform/http/attachment.js';
import { eachFile } from '#platform/http/multipart.js';
import { UploadsService } from '../upload/uploads.service.js';
import { BrowsingService } from './browsing.service.js';
import { DownloadsService } from './downloads.service.js';

const field = 'file';
const mostFiles = 200;

@Controller('rag')
export class DocumentsController {
  constructor(
    private readonly browsing: BrowsingService,
    private readonly uploads: UploadsService,
    private readonly downloads: DownloadsService,
  ) {}

  @Get('collections/:id/documents')
  @Requires('knowledge:read')
  @Unaudited('People see which documents are open to them.')
  @Answers(DocumentPage)
  list(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<DocumentPage> {
    return this.browsing.list(actor, id, query);
  }

  @Post('collections/:id/documents')
  @Requires('knowledge:manage')
  @Takes('token')
  @AuditsItself('document.added')
  @Answers(UploadAnswer, 202)
  add(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string, @Req() request: Request): Promise<UploadAnswer> {
    return this.uploads.add(actor, id, (each) => eachFile(request, { field, files: mostFiles }, each));
  }

  @Get('documents/:id')
  @Requires('knowledge:read')
  @Unaudited('Says of a document what its list says.')
  @Answers(Document)
  show(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<Document> {
    return this.browsing.show(actor, id);
  }

  @Delete('documents/:id')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('document.removed')
  @AnswersNothing()
  remove(@Ctx() call: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    return this.browsing.remove(call, id);
  }

  @Get('documents/:id/content')
  @Requires('knowledge:read')
  @Unaudited('Documents are open to all readers of their collection; who reads which page is nobody’s business.')
  @Answers(DocumentContent)
  showContent(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: VersionQuery }) { version }: VersionQuery,
  ): Promise<DocumentContent> {
    return this.browsing.showContent(actor, id, version);
  }

  @Get('documents/:id/file')
  @Requires('knowledge:read')
  @AuditsItself('document.downloaded')
  @AnswersRaw('application/octet-stream', 'The file as it was sent, to be saved.')
  async download(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: VersionQuery }) { version }: VersionQuery,
    @Res() response: Response,
  ): Promise<void> {
    await sendAttachment(response, await this.downloads.begin(actor, id, version));
  }

  @Put('documents/:id/file')
  @Requires('knowledge:manage')
  @Takes('token')
  @AuditsItself('document.replaced')
  @Answers(UploadedFile, 202)
  replace(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string, @Req() request: Request): Promise<UploadedFile> {
    return this.uploads.replace(actor, id, (each) => eachFile(request, { field, files: 1 }, each));
  }

  @Get('documents/:id/versions')
  @Requires('knowledge:read')
  @Unaudited('Says of the versions of a document what its list says.')
  @Answers(DocumentVersionPage)
  async listVersions(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<DocumentVersionPage> {
    return { items: await this.browsing.listVersions(actor, id), nextCursor: null };
  }
}
