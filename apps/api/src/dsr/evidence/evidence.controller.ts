import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Audits, Requires } from '#platform/access/declarations.js';
import { dispositionOf } from '#platform/http/attachment.js';
import { AnswersRaw } from '#platform/http/reference/answers.js';
import { EvidencePack } from './evidence-pack.service.js';

@Controller('dsr/evidence')
export class EvidenceController {
  constructor(private readonly pack: EvidencePack) {}

  @Get()
  @Requires('audit:read')
  @Audits('evidence.exported')
  @Header('Cache-Control', 'no-store')
  @AnswersRaw(
    'application/zip',
    'The evidence pack: control map, checks of today, audit log, backups, retention, rights, settings, keys, packages, with a manifest (`EvidenceManifest`) and its signature.',
  )
  async download(): Promise<StreamableFile> {
    const disposition = dispositionOf(await this.pack.name());
    return new StreamableFile(Readable.from(this.pack.content(), { objectMode: false }), {
      type: 'application/zip',
      disposition,
    });
  }
}
