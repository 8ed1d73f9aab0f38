import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { RetrievalSettings } from '../retrieval.settings.js';
import { EmbeddingModels } from './embedding-models.js';
import { MeaningSearch } from './meaning-search.js';

/** Whether passages are found by meaning too. */
@Injectable()
@HealthProbe({ name: 'meaning', vital: false })
export class MeaningProbe implements Probe {
  constructor(
    private readonly settings: Settings,
    private readonly models: EmbeddingModels,
    private readonly search: MeaningSearch,
  ) {}

  check(): Promise<ProbeResult> {
    if (this.settings.of(RetrievalSettings).meaning === 'off')
      return Promise.resolve({ status: 'pass', message: 'Documents are searched by words alone, as set in retrieval.meaning' });
    return Promise.resolve(
      this.trouble() ?? {
        status: 'pass',
        message: `${this.models.configured.isEnglishOnly ? 'English documents' : 'Documents'} are searched by words and by meaning`,
      },
    );
  }

  private trouble(): ProbeResult | null {
    const byWords = 'Documents are searched by words alone';
    const { trouble } = this.models.configured;
    if (trouble === 'server')
      return { status: 'warn', message: `${byWords}: the embedding server of retrieval.embeddings does not work` };
    if (trouble === 'memory') return { status: 'warn', message: `${byWords}: the embedding model needs 400 MB of free memory` };
    if (trouble === 'failed') return { status: 'warn', message: `${byWords}: the embedding model does not run` };
    if (this.search.isTooLarge)
      return { status: 'warn', message: `${byWords} where vectors need more memory than retrieval.vectorBytes` };
    return null;
  }
}
