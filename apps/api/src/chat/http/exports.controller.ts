import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import * as z from 'zod/mini';
import { ConversationsExport, ExportAllQuery, ExportQuery } from '#contracts/chat/chat-export.js';
import { Id } from '#contracts/common.js';
import { Ctx, type AuditedCall } from '#platform/access/call.js';
import { Audits, Background, Public, Requires, Unaudited } from '#platform/access/declarations.js';
import { AnswersRaw } from '#platform/http/reference/answers.js';
import { attachment } from '../export/file-name.rules.js';
import { ExportService, type ExportedFile } from '../export/export.service.js';

@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportService) {}

  @Get('chat/conversations/:id/export')
  @Requires('chat:converse')
  @Audits('conversation.exported')
  @AnswersRaw('application/json', 'The conversation as `ConversationsExport`; or text/markdown, text/html')
  @Header('Cache-Control', 'no-store')
  async one(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ExportQuery }) { format }: ExportQuery,
  ): Promise<StreamableFile> {
    return download(await this.exports.one(call, id, format));
  }

  @Get('chat/export')
  @Requires('chat:converse')
  @Audits('conversation.exported')
  @AnswersRaw(
    'application/json',
    'All own conversations as `ConversationsExport`; or application/zip with a Markdown or HTML file each',
  )
  @Header('Cache-Control', 'no-store')
  async all(@Ctx() call: AuditedCall, @Query({ schema: ExportAllQuery }) query: ExportAllQuery): Promise<StreamableFile> {
    return download(await this.exports.all(call, query));
  }

  @Get('schemas/chatman.conversations.v1.json')
  @Public('the contract is the same for everybody')
  @Background()
  @Unaudited('holds no data')
  @AnswersRaw('application/schema+json', 'JSON Schema of exported conversations')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  schema(): string {
    return JSON.stringify({ title: 'Exported conversations of Chat Man', ...z.toJSONSchema(ConversationsExport) }, null, 2);
  }
}

function download({ name, mediaType, parts }: ExportedFile): StreamableFile {
  return new StreamableFile(Readable.from(parts), { type: mediaType, disposition: attachment(name) });
}
