import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { RetentionOperationFacade } from './retention-operation.facade.js';
import { PolicyVersionRow } from './policies/policy-version.entity.js';
import { RunCertificates } from './runs/certificates.js';
import { PreviewService } from './runs/preview.service.js';
import { RetentionScopes } from './runs/retention-scopes.js';
import { RetentionRunner } from './runs/retention-runner.js';
import { RunOpening } from './runs/run-opening.js';
import { RunRow, RunStepRow } from './runs/run.entity.js';
import { RunRepository } from './runs/run.repository.js';

const running = [
  RunRepository,
  RetentionScopes,
  RunOpening,
  RetentionRunner,
  RunCertificates,
  PreviewService,
  RetentionOperationFacade,
];

/** Runs without jobs and people: what the operator's tool needs, and half of what the API does. */
@Module({
  imports: [TypeOrmModule.forFeature([PolicyVersionRow, RunRow, RunStepRow]), AuditModule],
  providers: running,
  exports: running,
})
export class RetentionRunningModule {}
