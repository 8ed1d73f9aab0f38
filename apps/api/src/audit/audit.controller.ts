import { Controller, Get, Header, Headers, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import {
  AuditConsistency,
  AuditCounts,
  AuditEventPage,
  AuditEventQuery,
  AuditEventWithDetail,
  AuditExportQuery,
  AuditProof,
  AuditVerification,
  ConsistencyQuery,
} from '#contracts/audit.js';
import { Id } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, AuditsItself, Public, Requires, Unaudited } from '#platform/access/declarations.js';
import { CurrentActor, CurrentVisitor, Noting, type AuditNote } from '#platform/access/parameters.js';
import { Answers, AnswersRaw } from '#platform/http/answers.js';
import { CheckpointService } from './checkpoint.service.js';
import { ExplorerService } from './explorer.service.js';
import { ExportService } from './export.service.js';
import { LogProofs } from './log-proofs.js';
import { VerificationService } from './verification.service.js';

const reason = 'x-access-reason';

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
    @Query({ schema: AuditEventQuery }) query: AuditEventQuery,
    @Headers(reason) why: string | undefined,
    @Noting() note: AuditNote,
  ): Promise<AuditEventPage> {
    return this.explorer.list(query, why, note);
  }

  @Get('events/:id')
  @Requires('audit:read')
  @Audits('audit.read')
  @Answers(AuditEventWithDetail)
  event(
    @Param('id', { schema: Id }) id: string,
    @Headers(reason) why: string | undefined,
    @Noting() note: AuditNote,
  ): Promise<AuditEventWithDetail> {
    return this.explorer.event(id, why, note);
  }

  @Get('counts')
  @Requires('audit:count')
  @Unaudited('numbers without people')
  @Answers(AuditCounts)
  counts(): Promise<AuditCounts> {
    return this.explorer.counts();
  }

  @Get('checkpoint')
  @Public('a size and a hash; who may read it is a setting')
  @Unaudited('says nothing about people, and is fetched often by those who watch the log')
  @AnswersRaw('text/plain', 'The newest checkpoint: a C2SP signed note')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  checkpoint(@CurrentVisitor() visitor: Actor | null): Promise<string> {
    return this.checkpoints.newest(visitor);
  }

  @Get('proof/:eventId')
  @Requires('audit:read')
  @Audits('audit.read')
  @Answers(AuditProof)
  proof(@Param('eventId', { schema: Id }) eventId: string, @Noting() note: AuditNote): Promise<AuditProof> {
    note.object = { type: 'audit', id: eventId };
    return this.proofs.ofEvent(eventId);
  }

  @Get('consistency')
  @Requires('audit:read')
  @Unaudited('hashes, nothing about people')
  @Answers(AuditConsistency)
  consistency(@Query({ schema: ConsistencyQuery }) { from, to }: ConsistencyQuery): Promise<AuditConsistency> {
    return this.proofs.consistency(from, to);
  }

  @Post('verify')
  @Requires('audit:read')
  @AuditsItself('audit.verified')
  @Answers(AuditVerification)
  verify(@CurrentActor() actor: Actor): Promise<AuditVerification> {
    return this.verifications.verify(actor);
  }

  @Get('export')
  @Requires('audit:read')
  @AuditsItself('audit.exported')
  @AnswersRaw('application/jsonl', 'The log with its proofs, as docs/audit.md describes it; or text/csv')
  async export(
    @CurrentActor() actor: Actor,
    @Query({ schema: AuditExportQuery }) query: AuditExportQuery,
    @Headers(reason) why: string | undefined,
  ): Promise<StreamableFile> {
    const { lines, mediaType, fileName } = await this.exports.start(actor, query, why);
    return new StreamableFile(Readable.from(lines), { type: mediaType, disposition: `attachment; filename="${fileName}"` });
  }
}
