import { Injectable } from '@nestjs/common';
import type { RetentionPolicies } from '#contracts/retention.js';
import { Settings } from '#platform/config/settings/settings.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { policiesOf } from './retention.rules.js';
import { RetentionSettings } from './retention.settings.js';

@Injectable()
export class RetentionService {
  constructor(
    private readonly settings: Settings,
    private readonly schema: SchemaCheck,
  ) {}

  policies(): RetentionPolicies {
    const { enabled, maxSessionAgeDays } = this.settings.of(RetentionSettings);
    const kept = {
      conversation: maxSessionAgeDays,
      audit: this.settings.numberAt('audit.logRetentionDays'),
      alert: this.settings.numberAt('monitoring.retainAlertsForDays'),
    };
    return { enabled, items: policiesOf(this.schema.declarations(), kept) };
  }
}
