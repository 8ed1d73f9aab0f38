import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MigrationRow } from './database/migrator/migration.entity.js';
import { Clock } from './clock.js';
import type { Environment } from './config/environment/environment.js';
import { SettingOverrides } from './config/settings/setting-overrides.js';
import { SettingOverride } from './config/settings/setting-override.entity.js';
import { Settings } from './config/settings/settings.js';
import type { PoolSizes } from './database/pool/connection-budget.js';
import { Database } from './database/database.js';
import { Notices } from './database/notices.js';
import { poolOptions } from './database/pool/pool-options.js';
import { RUNTIME_URL } from './database/pool/runtime-url.js';
import { SchemaCheck } from './database/declared/schema-check.js';
import { Transactions } from './database/transactions.js';
import { FirstStepFacts } from './first-steps/first-step.js';
import { Drain } from './http/limits/drain.js';
import { Forwarding } from './http/limits/forwarding.js';
import { RequestLimits } from './http/limits/request-limit.js';
import { ReferenceController } from './http/reference/reference.controller.js';
import { RouteCheck } from './http/reference/route-check.js';
import { Ids } from './ids.js';
import './jobs/job.table.js';
import { FailedCleanUps } from './jobs/failed-clean-ups.js';
import { Jobs } from './jobs/jobs.js';
import { Schedules } from './jobs/schedules.js';
import { Log } from './logging/log.js';
import { Metrics } from './metrics/metrics.js';
import { AlertSources } from './monitoring/alert-source.js';
import { FeedbackTrends } from './monitoring/feedback-trend.js';
import { Outbound } from './outbound/outbound.js';
import { Probes } from './probes/probe.js';
import { Expiries } from './retention/expiry.js';
import { Recipients } from './inventory/recipients.js';
import { Tracing } from './tracing/tracing.js';
import { RetentionPeriods } from './retention/retention-periods.js';

export const ENVIRONMENT = Symbol('ENVIRONMENT');

export interface PlatformOptions {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly log: Log;
  /** Connection of the restricted role. */
  readonly runtimeUrl: string;
  readonly clock?: Clock;
  /** How many connections to take; `sizePools` finds out. */
  readonly pools?: PoolSizes;
}

/** Without other users of the server: tests, and the CLI, which opens what it needs. */
const unshared: PoolSizes = { perPool: 16, waitMs: 5_000 };

/** The base of every room; knows no room. */
@Global()
@Module({})
export class PlatformModule {
  static with(options: PlatformOptions): DynamicModule {
    const shared = [
      { provide: ENVIRONMENT, useValue: options.environment },
      { provide: Settings, useValue: options.settings },
      { provide: Log, useValue: options.log },
      { provide: RUNTIME_URL, useValue: options.runtimeUrl },
      { provide: Clock, useValue: options.clock ?? new Clock() },
      Ids,
      Database,
      Transactions,
      Notices,
      Schedules,
      Jobs,
      FailedCleanUps,
      Probes,
      Expiries,
      Recipients,
      RetentionPeriods,
      FirstStepFacts,
      Metrics,
      {
        provide: Tracing,
        useFactory: (outbound: Outbound) => Tracing.to(options.environment.tracing, outbound, options.log),
        inject: [Outbound],
      },
      AlertSources,
      FeedbackTrends,
      SettingOverrides,
      SchemaCheck,
      RouteCheck,
      Drain,
      Forwarding,
      RequestLimits,
      Outbound,
    ];
    return {
      module: PlatformModule,
      imports: [
        DiscoveryModule,
        ScheduleModule.forRoot(),
        TypeOrmModule.forRoot({
          type: 'postgres',
          ...poolOptions({ ...options, sizes: options.pools ?? unshared }),
          autoLoadEntities: true,
          synchronize: false,
          logging: false,
          retryAttempts: 3,
          retryDelay: 500,
        }),
        TypeOrmModule.forFeature([MigrationRow, SettingOverride]),
      ],
      controllers: [ReferenceController],
      providers: shared,
      exports: shared,
    };
  }
}
