import { Injectable } from '@nestjs/common';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { ConfiguredProvider } from './providers/configured-provider.js';
import { ModelCatalogue } from './providers/model-catalogue.js';

/**
 * Without a model Chat Man goes on by quoting, so this never makes it unhealthy. A server that somebody counts on and that does not answer
 * makes it degraded; where none was ever there, that is how it is meant to be.
 */
@Injectable()
@HealthProbe({ name: 'ollama', vital: false })
export class ModelProbe implements Probe {
  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly configured: ConfiguredProvider,
  ) {}

  async check(): Promise<ProbeResult> {
    const { isReachable, models } = await this.catalogue.current();
    const name = this.configured.provider?.id === 'openai' ? 'Model server' : 'Ollama';
    if (!isReachable) {
      const status = this.catalogue.isMissed ? 'fail' : 'warn';
      return { status, message: `${name} is not accessible: answers are extracts from documents` };
    }
    if (models.length === 0) return { status: 'warn', message: `${name} is accessible and has no models` };
    return { status: 'pass', message: `${name} is accessible` };
  }
}
