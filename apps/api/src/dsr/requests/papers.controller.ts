import { Body, Controller, Get, Header, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Id } from '#contracts/common.js';
import { Dossier } from '#contracts/rights/dossier.js';
import { EncryptPackage } from '#contracts/rights/package.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, AuditsItself, Requires, Takes } from '#platform/access/declarations.js';
import { sendAttachment } from '#platform/http/attachment.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { PackageDownload } from '../collect/package-download.service.js';
import { CasePapers } from './case-papers.service.js';

/** What leaves a case: the collected data, the certificate, the file of the case. */
@Controller('dsr/requests')
export class PapersController {
  constructor(
    private readonly packages: PackageDownload,
    private readonly papers: CasePapers,
  ) {}

  @Get(':id/package')
  @Requires('rights:exercise')
  @Takes('step-up')
  @AuditsItself('rights-package.downloaded')
  @AnswersRaw('application/zip', 'The collected data as a ZIP, once: JSON, a readable page, files, a manifest and its signature.')
  async package(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string, @Res() response: Response): Promise<void> {
    await sendAttachment(response, await this.packages.begin(actor, id));
  }

  @Post(':id/package')
  @Requires('rights:exercise')
  @Takes('step-up')
  @AuditsItself('rights-package.downloaded')
  @AnswersRaw(
    'application/octet-stream',
    'The same ZIP, once, encrypted for handing over (age-encryption.org/v1): any program that reads age opens it.',
  )
  async encryptedPackage(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: EncryptPackage }) command: EncryptPackage,
    @Res() response: Response,
  ): Promise<void> {
    await sendAttachment(response, await this.packages.begin(actor, id, command));
  }

  @Get(':id/certificate')
  @Requires('rights:exercise')
  @Audits('rights-certificate.downloaded')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @AnswersRaw(
    'application/json',
    'The certificate of an erasure, as `chatman verify-certificate` checks it without this installation.',
  )
  certificate(@Ctx() { actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<string> {
    return this.papers.certificate(actor, id);
  }

  @Get(':id/dossier')
  @Requires('rights:exercise')
  @Audits('rights-dossier.read')
  @Answers(Dossier)
  dossier(@Ctx() { actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<Dossier> {
    return this.papers.dossier(actor, id);
  }
}
