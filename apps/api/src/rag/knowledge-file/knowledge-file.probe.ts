import { Injectable } from '@nestjs/common';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { KnowledgeFileService } from './knowledge-file.service.js';
import { troubleInWords } from './knowledge-file.rules.js';

/** Whether answers are drawn from what `config/knowledge.md` says now. */
@Injectable()
@HealthProbe({ name: 'knowledge', vital: false })
export class KnowledgeFileProbe implements Probe {
  constructor(private readonly file: KnowledgeFileService) {}

  check(): Promise<ProbeResult> {
    const { trouble, isSomethingHeld } = this.file.state;
    return Promise.resolve(
      trouble === null
        ? { status: 'pass', message: 'Knowledge file taken in' }
        : { status: 'warn', message: troubleInWords(trouble, isSomethingHeld) },
    );
  }
}
