import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import {
  PreviewRetention,
  RetentionPreview,
  RetentionRunPage,
  RetentionRunQuery,
  RetentionRunStarted,
  StartRetentionRun,
} from '#contracts/retention/retention.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Ctx, type IdempotentCall } from '#platform/access/call.js';
import { AuditsItself, DoneOnce, Requires, Takes, TakesTwoWhere, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { RunCertificates } from './certificates.js';
import { PreviewService } from './preview.service.js';
import { RunsService } from './runs.service.js';

@Controller('retention')
export class RunsController {
  constructor(
    private readonly previews: PreviewService,
    private readonly runs: RunsService,
    private readonly certificates: RunCertificates,
  ) {}

  @Post('preview')
  @Requires('retention:read')
  @Takes('token')
  @Unaudited('counts and dates, no content; changes nothing')
  @Answers(RetentionPreview)
  preview(@Body({ schema: PreviewRetention }) command: PreviewRetention): Promise<RetentionPreview> {
    return this.previews.preview(command);
  }

  @Post('run')
  @Requires('retention:run')
  @TakesTwoWhere(['retention.run'], 'when more objects would go than `retention.secondPersonAbove`')
  @AuditsItself('retention.run-started')
  @DoneOnce()
  @AnswersOrAwaiting(RetentionRunStarted, 202)
  start(
    @Ctx() call: IdempotentCall,
    @Body({ schema: StartRetentionRun }) command: StartRetentionRun,
  ): Promise<RetentionRunStarted | AwaitingApproval> {
    return this.runs.start(call, command);
  }

  @Get('runs')
  @Requires('retention:read')
  @Unaudited('counts and dates, and which colleague asked for it; that is recorded')
  @Answers(RetentionRunPage)
  list(@Query({ schema: RetentionRunQuery }) query: RetentionRunQuery): Promise<RetentionRunPage> {
    return this.runs.list(query);
  }

  @Get('runs/:id/certificate')
  @Requires('retention:read')
  @Unaudited('counts, dates and digests, no content and no names')
  @AnswersRaw(
    'application/json',
    'The certificate of the run, byte for byte as it was signed; `chatman verify-certificate` checks it.',
  )
  async certificate(@Param('id', { schema: Id }) id: string): Promise<StreamableFile> {
    const text = await this.certificates.of(id);
    return new StreamableFile(Buffer.from(text), {
      type: 'application/json',
      disposition: `attachment; filename="retention-${id}.json"`,
    });
  }
}
