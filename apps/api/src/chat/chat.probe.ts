import { Injectable } from '@nestjs/common';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { ConfiguredProvider } from './providers/configured-provider.js';
import { causeOf } from './providers/causes.rules.js';
import { ModelCatalogue } from './providers/catalogue/model-catalogue.js';

/**
 * Without a model Chat Man falls back to quoting, so this never makes it unhealthy. A server that was configured or seen before and does not
 * respond makes it degraded; no server at all is a valid configuration.
 */
@Injectable()
@HealthProbe({ name: 'ollama', vital: false })
export class ModelProbe implements Probe {
  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly configured: ConfiguredProvider,
  ) {}

  async check(): Promise<ProbeResult> {
    const { isReachable } = await this.catalogue.current();
    const { provider } = this.configured;
    const name = provider === null || provider.id === 'ollama' ? 'Ollama' : 'Model server';
    const problem = this.catalogue.problem();
    const cause = provider && problem && causeOf(problem, provider.id);
    const status = !isReachable && this.catalogue.isMissed ? 'fail' : 'warn';
    if (cause) {
      const isAccessible = isReachable ? 'accessible, but can’t be used' : 'not accessible';
      return { status, message: `${name} is ${isAccessible}: ${cause.cause}. Answers are extracts from documents` };
    }
    if (!isReachable) return { status, message: `${name} is not accessible: answers are extracts from documents` };
    const failed = provider && this.catalogue.lastFailure && causeOf(this.catalogue.lastFailure, provider.id);
    if (failed) return { status: 'warn', message: `${name} is accessible, but the last answer failed: ${failed.cause}` };
    return { status: 'pass', message: `${name} is accessible` };
  }
}
