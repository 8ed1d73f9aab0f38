import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { AlertFacts, AlertRule, AlertSeverity } from '#contracts/monitoring/alerts.js';

/** Something that is wrong now. It is one alert for as long as it is reported. */
export interface Condition {
  readonly rule: AlertRule;
  readonly severity: AlertSeverity;
  /** What distinguishes it from others of its rule, such as the id of a request; never a name. */
  readonly scope?: string;
  /** How many things it is about; one unless given. */
  readonly count?: number;
  /** Since when, where that is known. */
  readonly since?: Date;
  /** Numbers and codes. */
  readonly facts?: AlertFacts;
}

/** What a room reports as wrong. Found by its decorator; monitoring imports no room. */
export interface AlertSource {
  /** Everything of its rules that is wrong now. When it rejects, alerts of its rules stay as they are. */
  conditions(now: Date, signal: AbortSignal): Promise<Condition[]>;
}

export interface AlertSourceDeclaration {
  /** The rules that it decides alone: an alert of one of them is resolved when it is no longer reported. */
  readonly rules: readonly AlertRule[];
}

/** Marks a provider as a source of alerts. */
export const RaisesAlerts = DiscoveryService.createDecorator<AlertSourceDeclaration>();

@Injectable()
export class AlertSources {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): { readonly rules: readonly AlertRule[]; readonly source: AlertSource }[] {
    return this.discovery.getProviders({ metadataKey: RaisesAlerts.KEY }).flatMap((wrapper) => {
      const declaration = this.discovery.getMetadataByDecorator(RaisesAlerts, wrapper);
      return declaration && wrapper.instance ? [{ rules: declaration.rules, source: wrapper.instance as AlertSource }] : [];
    });
  }
}
