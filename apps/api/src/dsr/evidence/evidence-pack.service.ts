import { Injectable } from '@nestjs/common';
import { evidenceFormat, type EvidenceManifest } from '#contracts/rights/evidence.js';
import { Clock } from '#platform/clock.js';
import { EvidenceSources } from '#platform/evidence/evidence.js';
import { signedZip, textParts, type ZipEntry } from '#platform/http/signed-zip.js';
import { Ids } from '#platform/ids.js';
import { Log } from '#platform/logging/log.js';
import { productVersion } from '#platform/version.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';

type Asked = EvidenceManifest['sources'][number];

/** Everything that an auditor asks for, as one signed ZIP that `chatman verify-pack` checks without this installation. */
@Injectable()
export class EvidencePack {
  constructor(
    private readonly sources: EvidenceSources,
    private readonly log: AuditFacade,
    private readonly signing: AuditReadingFacade,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly logger: Log,
  ) {}

  async name(): Promise<string> {
    await this.log.sign(); // so that the checkpoint speaks for today
    return `evidence-${this.clock.now().toISOString().slice(0, 10)}.zip`;
  }

  content(): AsyncGenerator<Uint8Array> {
    const [id, createdAt] = [this.ids.next(), this.clock.now()];
    const asked: Asked[] = [];
    return signedZip(this.files(asked), {
      createdAt,
      manifestOf: (files): EvidenceManifest => ({
        format: evidenceFormat,
        version: 1,
        id,
        createdAt: createdAt.toISOString(),
        product: productVersion,
        sources: asked,
        files: [...files],
      }),
      sign: (sha256) => this.signing.attest({ kind: 'evidence', id, sha256 }),
    });
  }

  /** What one room cannot give takes nothing of the others away; the manifest says so. */
  private async *files(asked: Asked[]): AsyncGenerator<ZipEntry> {
    yield { path: 'audit.pub', parts: textParts(`${(await this.signing.verifierKeys()).join('\n')}\n`) };
    for (const { words, source } of this.sources.all()) {
      try {
        for await (const { path, text } of source.evidence()) yield { path, parts: textParts(text) };
        asked.push({ words, failed: false });
      } catch (cause) {
        this.logger.error('a room gave no evidence', { source: words, error: cause instanceof Error ? cause.name : 'unknown' });
        asked.push({ words, failed: true });
      }
    }
  }
}
