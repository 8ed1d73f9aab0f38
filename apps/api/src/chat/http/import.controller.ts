import { Controller, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ImportStarted } from '#contracts/chat/import.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AuditsItself, Requires, Takes } from '#platform/access/declarations.js';
import { eachFile } from '#platform/http/multipart.js';
import { Answers } from '#platform/http/reference/answers.js';
import { ImportService } from '../importing/import.service.js';

@Controller('chat/import')
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  @Post()
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('conversations.imported')
  @Answers(ImportStarted, 202)
  start(@Ctx() { actor }: Call, @Req() request: Request): Promise<ImportStarted> {
    return this.imports.start(actor, (each) => eachFile(request, { field: 'file', files: 1 }, each));
  }
}
