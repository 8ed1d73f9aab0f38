import { Controller, Get, Header, Headers, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import * as z from 'zod/mini';
import {
  AuditConsistency,
  AuditCounts,
  AuditEventPage,
  AuditEventQuery,
  AuditEventWithDetail,
  AuditExportQuery,
  AuditProof,
  AuditVerification,
  AuditVerificationPage,
  AuditVerificationQuery,
  AuditVerificationRun,
  ConsistencyQuery,
  VerifyQuery,
} from '#contracts/audit/audit.js';
import { Id } from '#contracts/common.js';
import { Audits, AuditsItself, Background, Public, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call, type PublicCall } from '#platform/access/call.js';
import { AcceptedWith, Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { CheckpointService } from './tree/checkpoint.service.js';
import { ExplorerService } from './explore/explorer.service.js';
import { ExportService } from './explore/export.service.js';
import { LogProofs } from './tree/log-proofs.js';
import { VerificationService } from './verify/verification.service.js';

const reason = 'x-access-reason';
const VerifiedOrRunning = z.union([AuditVerification, AuditVerificationRun]);

@Controller('audit')
export class AuditController {
  constructor(
    private readonly explorer: ExplorerService,
    private readonly checkpoints: CheckpointService,
    private readonly proofs: LogProofs,
    private readonly verifications: VerificationService,
    private readonly exports: ExportService,
  ) {}

  @Get('events')
  @Requires('audit:read')
  @Audits('audit.read')
  @Answers(AuditEventPage)
  events(
    @Ctx() call: AuditedCall,
    @Query({ schema: AuditEventQuery }) query: AuditEventQuery,
    @Headers(reason) why: string | undefined,
  ): Promise<AuditEventPage> {
    return this.explorer.list(call, query, why);
  }

  @Get('events/:id')
  @Requires('audit:read')
  @Audits('audit.read')
  @Answers(AuditEventWithDetail)
  event(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Headers(reason) why: string | undefined,
  ): Promise<AuditEventWithDetail> {
    return this.explorer.event(call, id, why);
  }

  @Get('counts')
  @Requires('audit:count')
  @Unaudited('numbers only, no personal data')
  @Answers(AuditCounts)
  counts(): Promise<AuditCounts> {
    return this.explorer.counts();
  }

  @Get('checkpoint')
  @Public('a size and a hash; who may read it is a setting')
  @Unaudited('contains no personal data, and is fetched often by those who monitor the log')
  @AnswersRaw('text/plain', 'The newest checkpoint: a C2SP signed note')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  checkpoint(@Ctx() { actor: visitor }: PublicCall): Promise<string> {
    return this.checkpoints.newest(visitor);
  }

  @Get('proof/:eventId')
  @Requires('audit:read')
  @Audits('audit.read')
  @Answers(AuditProof)
  proof(@Ctx() { audit }: AuditedCall, @Param('eventId', { schema: Id }) eventId: string): Promise<AuditProof> {
    audit.add({ object: { type: 'audit', id: eventId } });
    return this.proofs.ofEvent(eventId);
  }

  @Get('consistency')
  @Requires('audit:read')
  @Unaudited('hashes, no personal data')
  @Answers(AuditConsistency)
  consistency(@Query({ schema: ConsistencyQuery }) { from, to }: ConsistencyQuery): Promise<AuditConsistency> {
    return this.proofs.consistency(from, to);
  }

  @Post('verify')
  @Requires('audit:read')
  @Takes('token')
  @AuditsItself('audit.verified')
  @Answers(VerifiedOrRunning)
  @AcceptedWith('state')
  verify(
    @Ctx() { actor }: Call,
    @Query({ schema: VerifyQuery }) query: VerifyQuery,
  ): Promise<AuditVerification | AuditVerificationRun> {
    return this.verifications.verify(actor, query);
  }

  @Get('verifications')
  @Requires('audit:read')
  @Unaudited('numbers only; who started one is recorded')
  @Background()
  @Answers(AuditVerificationPage)
  verificationList(@Query({ schema: AuditVerificationQuery }) query: AuditVerificationQuery): Promise<AuditVerificationPage> {
    return this.verifications.list(query);
  }

  @Get('verifications/:id')
  @Requires('audit:read')
  @Unaudited('numbers only; who started it is recorded')
  @Background()
  @Answers(AuditVerificationRun)
  verification(@Param('id', { schema: Id }) id: string): Promise<AuditVerificationRun> {
    return this.verifications.one(id);
  }

  @Post('verifications/:id/stop')
  @Requires('audit:read')
  @Takes('token')
  @AuditsItself('audit.verification-stopped')
  @Answers(AuditVerificationRun)
  stop(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<AuditVerificationRun> {
    return this.verifications.stop(actor, id);
  }

  @Get('export')
  @Requires('audit:read')
  @AuditsItself('audit.exported')
  @AnswersRaw('application/jsonl', 'The log with its proofs, as docs/audit.md describes it; or text/csv')
  async export(
    @Ctx() { actor }: Call,
    @Query({ schema: AuditExportQuery }) query: AuditExportQuery,
    @Headers(reason) why: string | undefined,
  ): Promise<StreamableFile> {
    const { lines, mediaType, fileName } = await this.exports.start(actor, query, why);
    return new StreamableFile(Readable.from(lines), { type: mediaType, disposition: `attachment; filename="${fileName}"` });
  }
}
