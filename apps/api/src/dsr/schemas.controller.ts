import { Controller, Get, Header } from '@nestjs/common';
import * as z from 'zod/mini';
import { SignedCertificate } from '#contracts/rights/certificate.js';
import { EvidenceManifest } from '#contracts/rights/evidence.js';
import { PackageManifest, PersonalData } from '#contracts/rights/package.js';
import { Background, Public, Unaudited } from '#platform/access/declarations.js';
import { AnswersRaw } from '#platform/http/reference/answers.js';

/** JSON Schemas of what leaves this room as files, for programs that read them. */
@Controller('schemas')
export class SchemasController {
  @Get('chatman.personal-data.v1.json')
  @Public('the contract is the same for everybody')
  @Background()
  @Unaudited('holds no data')
  @AnswersRaw('application/schema+json', 'JSON Schema of `data.json` in a package of personal data')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  personalData(): string {
    return schemaOf('Personal data from Chat Man', PersonalData);
  }

  @Get('chatman.personal-data-manifest.v1.json')
  @Public('the contract is the same for everybody')
  @Background()
  @Unaudited('holds no data')
  @AnswersRaw('application/schema+json', 'JSON Schema of `manifest.json` in a package of personal data')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  packageManifest(): string {
    return schemaOf('Manifest of a package of personal data from Chat Man', PackageManifest);
  }

  @Get('chatman.certificate.v1.json')
  @Public('the contract is the same for everybody')
  @Background()
  @Unaudited('holds no data')
  @AnswersRaw('application/schema+json', 'JSON Schema of certificates of erasures and retention runs')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  certificate(): string {
    return schemaOf('Certificate of Chat Man', SignedCertificate);
  }

  @Get('chatman.evidence-manifest.v1.json')
  @Public('the contract is the same for everybody')
  @Background()
  @Unaudited('holds no data')
  @AnswersRaw('application/schema+json', 'JSON Schema of `manifest.json` in an evidence pack')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  evidenceManifest(): string {
    return schemaOf('Manifest of an evidence pack of Chat Man', EvidenceManifest);
  }
}

function schemaOf(title: string, schema: z.core.$ZodType): string {
  return JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2);
}
