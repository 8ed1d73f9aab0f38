import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { CheckStatus } from '#contracts/health.js';

export interface ProbeResult {
  readonly status: CheckStatus;
  /** Safe for everybody: no versions, paths or figures. */
  readonly message: string;
}

/** What a room says about its own health. Found by its decorator; health imports no room. */
export interface Probe {
  check(signal: AbortSignal): Promise<ProbeResult>;
}

export interface ProbeDeclaration {
  /** The key under `checks` in `GET /health/detailed`. */
  readonly name: string;
  /** Whether the system is unhealthy, and not only degraded, when it fails. */
  readonly vital: boolean;
}

/** Marks a provider as a probe. */
export const HealthProbe = DiscoveryService.createDecorator<ProbeDeclaration>();

@Injectable()
export class Probes {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): { readonly declaration: ProbeDeclaration; readonly probe: Probe }[] {
    return this.discovery.getProviders({ metadataKey: HealthProbe.KEY }).flatMap((wrapper) => {
      const declaration = this.discovery.getMetadataByDecorator(HealthProbe, wrapper);
      return declaration && wrapper.instance ? [{ declaration, probe: wrapper.instance as Probe }] : [];
    });
  }
}
