import { Module, StandardSchemaSerializerInterceptor, type DynamicModule, type OnModuleDestroy } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { AccessGuard } from '#platform/access/guard/access.guard.js';
import { AuditedTransactionInterceptor } from '#platform/access/audited-transaction.interceptor.js';
import { Denials } from '#platform/access/refusals/denials.js';
import { RefusalCounter } from '#platform/access/refusals/refusal-counter.js';
import { LiveEventsModule } from '#platform/events/live-events.module.js';
import { Drain } from '#platform/http/limits/drain.js';
import { ProblemFilter } from '#platform/http/problem.filter.js';
import { contractPipe } from '#platform/http/validation.js';
import { IdempotencyModule } from '#platform/idempotency/idempotency.module.js';
import { KeyAge } from '#platform/keyring/health/key-age.js';
import { Damage } from '#platform/keyring/health/damage.js';
import { TrackedJobsModule } from '#platform/jobs/tracked/tracked-jobs.module.js';
import { KeyringModule } from '#platform/keyring/keyring.module.js';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import { PlatformModule, type PlatformOptions } from '#platform/platform.module.js';
import { AuditPruningModule } from './audit/audit-pruning.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { BackupModule } from './backup/backup.module.js';
import { ChatModule } from './chat/chat.module.js';
import { DsrModule } from './dsr/dsr.module.js';
import { HealthModule } from './health/health.module.js';
import { MonitoringModule } from './monitoring/monitoring.module.js';
import { RagModule } from './rag/rag.module.js';
import { RetentionModule } from './retention/retention.module.js';

export interface AppOptions extends PlatformOptions {
  readonly master: OpenedMaster;
}

/** The nine rooms over the platform. Guards, interceptors and pipes are global: a handler can add to them and not leave them. */
@Module({})
export class AppModule implements OnModuleDestroy {
  constructor(private readonly drain: Drain) {}

  /** The root module comes first. */
  onModuleDestroy(): Promise<void> {
    return this.drain.begin();
  }

  static with(options: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(options),
        KeyringModule.with(options.master),
        IdempotencyModule,
        TrackedJobsModule,
        AuditModule,
        AuthModule,
        AuditPruningModule,
        RagModule,
        ChatModule,
        BackupModule,
        RetentionModule,
        DsrModule,
        HealthModule,
        MonitoringModule,
        LiveEventsModule,
      ],
      providers: [
        Denials,
        RefusalCounter,
        Damage,
        KeyAge,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditedTransactionInterceptor },
        {
          provide: APP_INTERCEPTOR,
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
          inject: [Reflector],
        },
        { provide: APP_PIPE, useFactory: contractPipe },
      ],
    };
  }
}
